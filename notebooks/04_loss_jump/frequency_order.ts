/** L5: five frequencies of equal amplitude; in which order does each loss fit them from the same random start? */
import { experiment } from "../../lib/experiments/mod.ts";
import { everySteps, type RunContext } from "../../lib/train/mod.ts";
import { LINE, Line, type LineRun } from "./line_training.ts";

/** Stored result of one seed: a run by each loss. */
export interface OrderRun {
  data: LineRun;
  model: LineRun;
}

const settings = {
  ...LINE,
  highestFrequency: 5,
  frequencies: [1, 2, 3, 4, 5],
  learningRate: 1e-3,
  steps: { data: 6000, model: 6000 },
  /** Readings up to this step are every `readEvery` steps, later ones every fifth of those. */
  denseUntil: 1000,
  readEvery: 10,
};

type OrderSettings = typeof settings;

/** Common parts of the experiments on an interval and on a circle. */
export const ordering = {
  revision: 1,
  settings,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }: OrderSettings): number => steps.data + steps.model,
  async run(settings: OrderSettings, seed: number, context: RunContext): Promise<OrderRun> {
    const { learningRate, steps, denseUntil, readEvery, circle } = settings;
    const line = new Line(settings), initial = line.initial(seed);
    const by = async (name: "data" | "model") => {
      const readAt = everySteps(readEvery, steps[name])
        .filter((step) => step <= denseUntil || step % (5 * readEvery) === 0 || step === steps[name]);
      const loss = name === "data" ? line.dataLoss : line.modelLoss;
      const stage = { name, loss, rate: learningRate, steps: steps[name], initial, readAt };
      // Errors on a circle are periodic: their Fourier amplitudes do not leak.
      if (circle) return (await line.train(stage, context)).run;
      return (await line.train({ ...stage, sinesAt: readAt }, context)).run;
    };
    return { data: await by("data"), model: await by("model") };
  },
};

export default experiment({ at: import.meta, ...ordering });
