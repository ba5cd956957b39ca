/** X3: noise on the targets. Does the test error of a wide network fall like that of R parameters, s²R/n? */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  finishByLeastSquares,
  meanSquaredError,
  minimumNormFit,
  nullEmbedding,
  optimisticStart,
} from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { bestParameters, INPUTS, networkOf, normalInputs, targetSamples } from "./convolution_target.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface NoiseSettings {
  times: number[];
  noises: number[];
  sizes: number[];
  epsilon: number;
  maxIterations: number;
  testPoints: number;
}

/** Excess test errors by width, noise and number of samples, in the order of the settings. */
export interface NoiseRun {
  network: (number | null)[][][];
  /** The linear model of the tangent functions of as many random parameters, by the same. */
  linear: (number | null)[][][];
}

const full: NoiseSettings = {
  times: [1, 3],
  noises: [0.01, 0.1],
  sizes: [5, 6, 7, 8, 10, 14, 21, 30, 45, 70, 120, 200],
  epsilon: 1e-3,
  maxIterations: 60,
  testPoints: 1000,
};

async function noisy(settings: NoiseSettings, seed: number): Promise<NoiseRun> {
  const { times, noises, sizes, epsilon, maxIterations, testPoints } = settings, most = largest(sizes);
  const all = targetSamples(normalInputs(seed, "training", most));
  const test = targetSamples(normalInputs(seed, "test", testPoints));
  const unit = normalArray(generator(seed, "noise"), most, 0, 1);
  const run: NoiseRun = { network: [], linear: [] };
  for (const wide of times) {
    const network = networkOf("convolution", wide), count = network.parameterCount;
    const best = nullEmbedding(bestParameters("convolution"), network.parametersPerWidth, wide);
    const start = optimisticStart(best, epsilon, generator(seed, "start", wide));
    // The target lies in the span: its own output is one of the features.
    const random = normalArray(generator(seed, "features", wide), count, 0, 1);
    const features = ({ inputs, targets }: typeof all) => {
      const tangents = network.jacobian(random, inputs);
      return tangents.map((value, at) => at % count === 0 ? targets[at / count] : value);
    };
    const trainFeatures = features(all), testFeatures = features(test);
    const rows: [(number | null)[][], (number | null)[][]] = [[], []];
    for (const noise of noises) {
      const network_: (number | null)[] = [], linear_: (number | null)[] = [];
      for (const n of sizes) {
        const targets = all.targets.slice(0, n).map((value, i) => value + noise * unit[i]);
        const samples = { inputs: all.inputs.slice(0, n * INPUTS), targets };
        const fit = await finishByLeastSquares(network, samples, start, { maxIterations, stopBelow: 1e-18 });
        network_.push(rounded(meanSquaredError(network, fit.parameters, test)));
        const c = minimumNormFit(trainFeatures.slice(0, n * count), count, targets);
        let sum = 0;
        for (let i = 0; i < testPoints; i++) {
          let value = -test.targets[i];
          for (let j = 0; j < count; j++) value += c[j] * testFeatures[i * count + j];
          sum += value * value;
        }
        linear_.push(rounded(sum / testPoints));
      }
      rows[0].push(network_);
      rows[1].push(linear_);
    }
    run.network.push(rows[0]);
    run.linear.push(rows[1]);
  }
  return run;
}

export default experiment<NoiseSettings, NoiseRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: Array.from({ length: 20 }, (_, i) => i),
  steps: ({ times, noises, sizes, maxIterations }) =>
    times.length * noises.length * sizes.length * maxIterations,
  run: (settings, seed) => noisy(settings, seed),
});
