/** E5: three tanh steps by a network of 300 neurons, with dropout and without. */
import { experiment } from "../../lib/experiments/mod.ts";
import { uniformFanIn } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { dropoutParameters, dropoutRun, type DropoutSettings, dropoutSteps } from "./dropout_training.ts";

const full: DropoutSettings = {
  centres: [7, 0, -7],
  interval: [-15, 14],
  width: 300,
  keep: 0.9,
  sizes: [6, 9, 12, 16, 20, 30],
  schedule: [[1e-3, 15_000], [1e-4, 3_000]],
  testPoints: 1000,
  keptAt: 9,
};

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2],
  steps: dropoutSteps,
  run: (settings, seed, context) =>
    dropoutRun(
      settings,
      uniformFanIn(dropoutParameters(settings.width), generator(seed, "initial")),
      seed,
      context,
    ),
});
