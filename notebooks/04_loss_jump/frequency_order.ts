/** L5: five frequencies of equal amplitude; in which order does each loss fit them from the same random start? */
import { experiment } from "../../lib/experiments/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { LINE, Line, type LineRun } from "./line_training.ts";

/** Stored result of one seed: a run by each loss. */
export interface OrderRun {
  data: LineRun;
  model: LineRun;
}

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...LINE,
    highestFrequency: 5,
    frequencies: [1, 2, 3, 4, 5],
    learningRate: 1e-3,
    steps: { data: 6000, model: 6000 },
    /** Readings up to this step are every `readEvery` steps, later ones every fifth of those. */
    denseUntil: 1000,
    readEvery: 10,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => steps.data + steps.model,
  async run(settings, seed, context): Promise<OrderRun> {
    const { learningRate, steps, denseUntil, readEvery } = settings;
    const line = new Line(settings), initial = line.initial(seed);
    const by = async (name: "data" | "model") => {
      const readAt = everySteps(readEvery, steps[name])
        .filter((step) => step <= denseUntil || step % (5 * readEvery) === 0 || step === steps[name]);
      const loss = name === "data" ? line.dataLoss : line.modelLoss;
      const stage = { name, loss, rate: learningRate, steps: steps[name], initial, readAt, sinesAt: readAt };
      return (await line.train(stage, context)).run;
    };
    return { data: await by("data"), model: await by("model") };
  },
});
