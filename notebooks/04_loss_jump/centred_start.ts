/**
 * L3 with centred inputs and random biases, which spread the network's bends over the domain; and the data loss from
 * either random start, for as many steps on the same target.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { LINE, Line, type LineRun } from "./line_training.ts";

/** Curves of one training: the loss that it minimises, the relative error and ê(1). */
export type StartCurves = Pick<LineRun, "steps" | "relative"> & { loss: number[]; lowest: number[] };
/** Stored result of one seed: centred inputs under both losses, and the data loss with x itself. */
export type CentredRun = Record<"model" | "data" | "plain", StartCurves>;

export default experiment({
  at: import.meta,
  revision: 1,
  settings: { ...LINE, learningRate: 1e-3, steps: 12_000, readEvery: 50 },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => 3 * steps,
  async run(settings, seed, context): Promise<CentredRun> {
    const { learningRate: rate, steps, readEvery } = settings, readAt = everySteps(readEvery, steps);
    const by = async (name: "model" | "data", centred: boolean): Promise<StartCurves> => {
      const line = new Line({ ...settings, centred }), initial = line.initial(seed);
      const loss = name === "model" ? line.modelLoss : line.dataLoss;
      const stage = { name: `${name}-${centred}`, loss, rate, steps, initial, readAt };
      const { run } = await line.train(stage, context), { data, residual, boundary, relative } = run;
      return {
        steps: run.steps,
        loss: name === "data" ? data : rounded(residual.map((value, i) => value + boundary[i])),
        relative,
        lowest: run.spectra.map((row) => row[1]),
      };
    };
    return { model: await by("model", true), data: await by("data", true), plain: await by("data", false) };
  },
});
