/**
 * C6: networks that start near the best point, on one sample fewer than the optimistic size, on that many, and on more.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { type Architecture, type Errors, finishByLeastSquares } from "../../lib/identifiability/mod.ts";
import { firstSamples, meanSquaredError, optimisticStart } from "../../lib/identifiability/mod.ts";
import { smallStart } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { bestParameters, networkOf, targetRank, targetSamples } from "./convolution_target.ts";
import { ON_HOST } from "./on_host.ts";

const full = {
  architectures: ["convolution", "local", "dense"] as Architecture[],
  times: [1, 3, 10],
  epsilon: 1e-3,
  /** Standard deviation of the random start of the control. */
  controlSigma: 1,
  /** Numbers of samples, as differences from the optimistic sample size. */
  beyond: [-3, -2, -1, 0, 1, 2, 3],
  maxIterations: 15,
  stopBelow: 1e-20,
  testPoints: 1000,
};

/** One network by the number of samples. */
export type OptimisticCurve = Awaited<ReturnType<typeof trainBeside>>;

async function trainBeside(settings: typeof full, architecture: Architecture, times: number, seed: number) {
  const { beyond, epsilon, controlSigma, maxIterations, stopBelow, testPoints } = settings;
  const test = targetSamples(seed, "test", testPoints), rank = targetRank(architecture);
  const sizes = beyond.map((more) => rank + more), all = targetSamples(seed, "training", largest(sizes));
  const network = networkOf(architecture, times), best = bestParameters(network);
  const stream = generator(seed, "start", architecture, times);
  const left = async (start: Float64Array) => {
    const before = meanSquaredError(network, start, test), row: Errors = [];
    for (const n of sizes) {
      const options = { maxIterations, stopBelow };
      const { parameters } = await finishByLeastSquares(network, firstSamples(all, n), start, options);
      row.push(rounded(meanSquaredError(network, parameters, test) / before));
    }
    return row;
  };
  return {
    architecture,
    times,
    rank,
    sizes,
    /** Test error at the end over that at the start; `null` where it is not finite. */
    ratios: await left(optimisticStart(best, epsilon, stream.fork("beside"))),
    /** The same from a random start. */
    control: await left(smallStart(best.length, controlSigma, stream.fork("random"))),
  };
}

export default experiment<typeof full, OptimisticCurve[]>({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: full,
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  quick: {
    settings: { ...full, architectures: ["convolution"], times: [1, 10], beyond: [-1, 0, 1] },
    seeds: [0, 1, 2, 3, 4],
  },
  steps: ({ architectures, times, beyond, maxIterations }) =>
    2 * architectures.length * times.length * beyond.length * maxIterations,
  run: (settings, seed) =>
    Promise.all(
      settings.architectures.flatMap((architecture) =>
        settings.times.map((times) => trainBeside(settings, architecture, times, seed))
      ),
    ),
});
