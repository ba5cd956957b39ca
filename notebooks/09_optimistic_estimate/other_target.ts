/** Control of C8: a target of three random dense neurons, which no convolution expresses. */
import { experiment } from "../../lib/experiments/mod.ts";
import { meanSquaredError, type SmallStartRun, smallStartTraining } from "../../lib/identifiability/mod.ts";
import { betweenTrainings } from "../../lib/train/between_trainings.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { networkOf, normalInputs } from "./convolution_target.ts";
import widthGrid from "./width_grid.ts";
import { ON_HOST } from "./on_host.ts";

const { architecture: _, times: __, ...common } = widthGrid.blocks[0].settings[0];

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: { ...common, times: [1, 3, 10], sizes: [21, 63], maxSteps: 10_000, finish: 30 },
  seeds: [0, 1, 2],
  steps: ({ times, sizes, maxSteps }) => times.length * sizes.length * maxSteps,
  async run(settings, seed, context) {
    const target = networkOf("dense", 1);
    const theta = normalArray(generator(seed, "target"), target.parameterCount, 0, 1);
    const samples = (label: string, count: number) => {
      const inputs = normalInputs(seed, label, count);
      return { inputs, targets: target.values(theta, inputs) };
    };
    const all = samples("training", largest(settings.sizes)), test = samples("test", settings.testPoints);
    const curves: SmallStartRun[] = [];
    for (const times of settings.times) {
      curves.push(
        await smallStartTraining(
          networkOf("convolution", times),
          settings,
          all,
          test,
          seed,
          betweenTrainings(settings, context),
        ),
      );
    }
    /** Mean square of the target. */
    const scale = meanSquaredError(target, new Float64Array(target.parameterCount), test);
    return { curves, scale };
  },
});
