/** E5: three tanh steps by a network of 300 neurons, with dropout and without. */
import { experiment } from "../../lib/experiments/mod.ts";
import { uniformFanIn } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { dropoutParameters, dropoutRun, dropoutSteps } from "./dropout_training.ts";

/** What both experiments with dropout have in common. */
export const THREE_STEPS = {
  /** The target is the sum of tanh(x − c) over these c. */
  centres: [7, 0, -7],
  interval: [-15, 14] as [from: number, to: number],
  width: 300,
  /** Share of the hidden units that dropout keeps. */
  keep: 0.9,
  sizes: [6, 9, 12, 16, 20, 30],
  /** [rate, steps] of Adam, one after the other. */
  schedule: [[1e-3, 15_000], [1e-4, 3_000]] as [rate: number, steps: number][],
  testPoints: 1000,
  /** Number of points at which the neurons are kept. */
  keptAt: 9,
};

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings: THREE_STEPS,
  seeds: [0, 1, 2],
  steps: dropoutSteps,
  run(settings, seed, context) {
    const start = uniformFanIn(dropoutParameters(settings.width), generator(seed, "initial"));
    return dropoutRun(settings, start, seed, context);
  },
});
