/** Extension 5: what `predictGrokking` foresees of the sweep's training sets, before any training. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { predictGrokking } from "../../lib/grokking/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import sweep, { sweepSamples } from "./sampling_sweep.ts";
import { samplePoints } from "./sine_training.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  /** The sweep's network and sets; the horizon is in steps of gradient descent at the largest stable rate. */
  settings: { ...sweep.settings, testPoints: 200, horizon: 100 },
  seeds: sweep.seeds,
  steps: () => 0,
  /** Foreseen R of each set, in the order of the sweep. */
  async run(settings, seed): Promise<number[]> {
    const { widths, activation, targetFrequency, testPoints, horizon } = settings, foreseen: number[] = [];
    const model = multilayerPerceptron({ widths, activation });
    const parameters = uniformFanIn(model.parameters, generator(seed, "initial"));
    const on = (x: Float64Array) => ({ x, y: x.map((value) => Math.sin(targetFrequency * value)) });
    const test = on(linspace(-Math.PI, Math.PI, testPoints));
    for (const sample of sweepSamples(settings)) {
      const setup = { model, parameters, train: on(samplePoints(sample, seed)), test, horizon };
      foreseen.push((await predictGrokking(setup)).rise.ratio);
    }
    return rounded(foreseen);
  },
});
