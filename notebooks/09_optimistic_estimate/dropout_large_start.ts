/** E7: two tanh steps by a network of 1000 neurons that starts large, with dropout and without. */
import { experiment } from "../../lib/experiments/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { THREE_STEPS } from "./dropout_three_steps.ts";
import { dropoutRun, dropoutSteps } from "./dropout_training.ts";

const full = {
  ...THREE_STEPS,
  centres: [6, -6],
  interval: [-15, 15] as [number, number],
  width: 1000,
  // Initial parameters have variance width^−exponent.
  exponent: 0.2,
  sizes: [4, 6, 10, 14],
  schedule: [[1e-4, 10_000]] as [number, number][],
  keptAt: 10,
};

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2],
  steps: (settings) => dropoutSteps(settings),
  run(settings, seed, context) {
    const { width, exponent } = settings, sigma = Math.sqrt(width ** -exponent);
    return dropoutRun(settings, normalArray(generator(seed, "initial"), 3 * width, 0, sigma), seed, context);
  },
});
