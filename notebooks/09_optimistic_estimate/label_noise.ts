/** X3: noise on the targets. Does the test error of a wide network fall like that of R parameters, s²R/n? */
import { experiment } from "../../lib/experiments/mod.ts";
import { type Errors, finishByLeastSquares, firstSamples } from "../../lib/identifiability/mod.ts";
import { linearError, meanSquaredError, minimumNormFit } from "../../lib/identifiability/mod.ts";
import { optimisticStart, type Samples } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { bestParameters, networkOf, targetSamples } from "./convolution_target.ts";
import { ON_HOST } from "./on_host.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: {
    times: [1, 3],
    noises: [0.01, 0.1],
    sizes: [5, 6, 7, 8, 10, 14, 21, 30, 45, 70, 120, 200],
    epsilon: 1e-3,
    maxIterations: 60,
    testPoints: 1000,
  },
  seeds: Array.from({ length: 20 }, (_, i) => i),
  steps: ({ times, noises, sizes, maxIterations }) =>
    times.length * noises.length * sizes.length * maxIterations,
  async run({ times, noises, sizes, epsilon, maxIterations, testPoints }, seed) {
    const all = targetSamples(seed, "training", largest(sizes)),
      test = targetSamples(seed, "test", testPoints);
    const unit = normalArray(generator(seed, "noise"), largest(sizes), 0, 1);
    // By width, noise and number of samples; the linear model is that of the tangent functions of random parameters.
    const empty = () => times.map(() => noises.map((): Errors => []));
    const run = { network: empty(), linear: empty() };
    for (const [t, wide] of times.entries()) {
      const network = networkOf("convolution", wide), count = network.parameterCount;
      const start = optimisticStart(bestParameters(network), epsilon, generator(seed, "start", wide));
      const random = normalArray(generator(seed, "features", wide), count, 0, 1);
      // The target lies in the span: its own output is one of the features.
      const features = ({ inputs, targets }: Samples) =>
        network.jacobian(random, inputs).map((value, at) => at % count === 0 ? targets[at / count] : value);
      const trainFeatures = features(all), testFeatures = features(test);
      for (const [k, noise] of noises.entries()) {
        for (const n of sizes) {
          const { inputs, targets: exact } = firstSamples(all, n);
          const targets = exact.map((value, i) => value + noise * unit[i]);
          const options = { maxIterations, stopBelow: 1e-18 };
          const fit = await finishByLeastSquares(network, { inputs, targets }, start, options);
          run.network[t][k].push(rounded(meanSquaredError(network, fit.parameters, test)));
          const linear = minimumNormFit(trainFeatures.slice(0, n * count), count, targets);
          run.linear[t][k].push(rounded(linearError(linear, testFeatures, test.targets)));
        }
      }
    }
    return run;
  },
});
