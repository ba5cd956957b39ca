/** Control of C7: linear models of M random features, among them the target itself. */
import { experiment } from "../../lib/experiments/mod.ts";
import { empiricalSampleSize, minimumNormFit } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { INPUTS, normalInputs, targetSamples } from "./convolution_target.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface FeatureSettings {
  /** M */
  counts: number[];
  /** Numbers of samples, as differences from M. */
  beyond: number[];
  tolerance: number;
  testPoints: number;
}

/** Curves of one model. */
export interface FeatureCurve {
  features: number;
  sizes: number[];
  test: (number | null)[];
  /** Empirical sample size; `null` for none. */
  recovered: number | null;
}

/** tanh(w·x + b) with normal weights, `[n, count]`; the last feature is the target. */
function featuresAt(inputs: Float64Array, targets: Float64Array, count: number, seed: number): Float64Array {
  const weights = normalArray(generator(seed, "features"), count * (INPUTS + 1), 0, 1);
  return Float64Array.from({ length: targets.length * count }, (_, at) => {
    const i = Math.floor(at / count), k = at % count;
    if (k === count - 1) return targets[i];
    let z = weights[k * (INPUTS + 1) + INPUTS];
    for (let j = 0; j < INPUTS; j++) z += weights[k * (INPUTS + 1) + j] * inputs[i * INPUTS + j];
    return Math.tanh(z);
  });
}

function curveOf(
  features: number,
  { beyond, tolerance, testPoints }: FeatureSettings,
  seed: number,
): FeatureCurve {
  const sizes = beyond.map((more) => features + more).filter((n) => n > 0);
  const all = targetSamples(normalInputs(seed, "training", largest(sizes)));
  const test = targetSamples(normalInputs(seed, "test", testPoints));
  const train = featuresAt(all.inputs, all.targets, features, seed);
  const probe = featuresAt(test.inputs, test.targets, features, seed);
  const errors = sizes.map((n) => {
    const c = minimumNormFit(train.slice(0, n * features), features, all.targets.slice(0, n));
    let sum = 0;
    for (let i = 0; i < testPoints; i++) {
      let residual = -test.targets[i];
      for (let k = 0; k < features; k++) residual += c[k] * probe[i * features + k];
      sum += residual * residual;
    }
    return sum / testPoints;
  });
  return {
    features,
    sizes,
    test: errors.map(rounded),
    recovered: empiricalSampleSize({ sizes, errors }, tolerance),
  };
}

const full: FeatureSettings = {
  counts: [7, 21, 70, 210],
  beyond: [-60, -30, -15, -10, -5, -2, -1, 0, 1, 5],
  tolerance: 1e-4,
  testPoints: 500,
};

export default experiment<FeatureSettings, FeatureCurve[]>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ counts, beyond }) => counts.length * beyond.length,
  run: (settings, seed) => Promise.resolve(settings.counts.map((count) => curveOf(count, settings, seed))),
});
