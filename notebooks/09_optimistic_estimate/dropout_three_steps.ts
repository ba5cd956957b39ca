/** E5: three tanh steps by a network of 300 neurons, with dropout and without. */
import { experiment } from "../../lib/experiments/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { type DropoutRun, dropoutRun, type DropoutSettings } from "./dropout_training.ts";

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

export default experiment<DropoutSettings, DropoutRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ sizes, schedule }) => 2 * sizes.length * schedule.reduce((sum, [, steps]) => sum + steps, 0),
  run(settings, seed, context) {
    const { parameters } = multilayerPerceptron({ widths: [1, settings.width, 1], activation: "tanh" });
    return dropoutRun(
      settings,
      uniformFanIn(parameters.slice(0, 3), generator(seed, "initial")),
      seed,
      context,
    );
  },
});
