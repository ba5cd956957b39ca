/** L3: the model loss from a random start, without a data stage: a staircase, and a low-frequency error that wanders. */
import { experiment } from "../../lib/experiments/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { LINE, Line, type LineRun } from "./line_training.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...LINE,
    highestFrequency: 12,
    learningRate: 1e-3,
    steps: 12_000,
    readEvery: 50,
    spectraEvery: 100,
    /** Solution and residual of this seed are kept at these steps. */
    shown: { seed: 0, steps: [0, 500, 1000, 1500, 2000, 3000, 4000, 5000, 6000, 8000, 10_000, 12_000] },
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => steps,
  async run(settings, seed, context): Promise<LineRun> {
    const { learningRate, steps, readEvery, spectraEvery, shown } = settings, line = new Line(settings);
    const { run } = await line.train({
      name: "model",
      loss: line.modelLoss,
      rate: learningRate,
      steps,
      initial: line.initial(seed),
      readAt: everySteps(readEvery, steps),
      spectraAt: everySteps(spectraEvery, steps),
      ...(seed === shown.seed && { shownAt: shown.steps }),
    }, context);
    return run;
  },
});
