/** E7: two tanh steps by a network of 1000 neurons that starts large, with dropout and without. */
import { experiment } from "../../lib/experiments/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { type DropoutRun, dropoutRun, type DropoutSettings } from "./dropout_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface LargeStartSettings extends DropoutSettings {
  /** Initial parameters have variance width^−exponent. */
  exponent: number;
}

const full: LargeStartSettings = {
  centres: [6, -6],
  interval: [-15, 15],
  width: 1000,
  keep: 0.9,
  exponent: 0.2,
  sizes: [4, 6, 10, 14],
  schedule: [[1e-4, 10_000]],
  testPoints: 1000,
  keptAt: 10,
};

export default experiment<LargeStartSettings, DropoutRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ sizes, schedule }) => 2 * sizes.length * schedule.reduce((sum, [, steps]) => sum + steps, 0),
  run(settings, seed, context) {
    const sigma = Math.sqrt(settings.width ** -settings.exponent);
    return dropoutRun(
      settings,
      normalArray(generator(seed, "initial"), 3 * settings.width, 0, sigma),
      seed,
      context,
    );
  },
});
