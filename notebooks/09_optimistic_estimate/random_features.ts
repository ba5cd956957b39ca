/** Control of C7: linear models of M random features, among them the target itself. */
import { experiment } from "../../lib/experiments/mod.ts";
import { empiricalSampleSize, linearError, minimumNormFit } from "../../lib/identifiability/mod.ts";
import type { Samples } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { INPUTS, targetSamples } from "./convolution_target.ts";
import { ON_HOST } from "./on_host.ts";

/** tanh(w·x + b) with normal weights, `[n, count]`; the last feature is the target. */
function featuresAt({ inputs, targets }: Samples, count: number, seed: number): Float64Array {
  const weights = normalArray(generator(seed, "features"), count * (INPUTS + 1), 0, 1);
  return Float64Array.from({ length: targets.length * count }, (_, at) => {
    const i = Math.floor(at / count), k = at % count;
    if (k === count - 1) return targets[i];
    let z = weights[k * (INPUTS + 1) + INPUTS];
    for (let j = 0; j < INPUTS; j++) z += weights[k * (INPUTS + 1) + j] * inputs[i * INPUTS + j];
    return Math.tanh(z);
  });
}

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: {
    // M, and numbers of samples as differences from M.
    counts: [7, 21, 70, 210],
    beyond: [-60, -30, -15, -10, -5, -2, -1, 0, 1, 5],
    tolerance: 1e-4,
    testPoints: 500,
  },
  seeds: [0, 1, 2],
  steps: ({ counts, beyond }) => counts.length * beyond.length,
  run: ({ counts, beyond, tolerance, testPoints }, seed) =>
    Promise.resolve(counts.map((features) => {
      const sizes = beyond.map((more) => features + more).filter((n) => n > 0);
      const all = targetSamples(seed, "training", largest(sizes)), train = featuresAt(all, features, seed);
      const test = targetSamples(seed, "test", testPoints), probe = featuresAt(test, features, seed);
      const errors = sizes.map((n) => {
        const fit = minimumNormFit(train.slice(0, n * features), features, all.targets.slice(0, n));
        return linearError(fit, probe, test.targets);
      });
      /** Empirical sample size; `null` if there is none. */
      const recovered = empiricalSampleSize({ sizes, errors }, tolerance);
      return { features, sizes, test: errors.map((error) => rounded(error)), recovered };
    })),
});
