/** C6: networks that start beside the best point, on a sample less than the optimistic size, on that many, and on more. */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  type Architecture,
  type DescentRun,
  finishByLeastSquares,
  meanSquaredError,
  nullEmbedding,
  optimisticSampleSize,
  optimisticStart,
  smallStart,
} from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import {
  bestParameters,
  INPUTS,
  KERNEL,
  networkOf,
  normalInputs,
  targetSamples,
} from "./convolution_target.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface OptimisticSettings {
  architectures: Architecture[];
  times: number[];
  epsilon: number;
  /** Standard deviation of the random start of the control. */
  controlSigma: number;
  /** Numbers of samples, as differences from the optimistic sample size. */
  beyond: number[];
  maxIterations: number;
  stopBelow: number;
  testPoints: number;
}

/** Test errors by the number of samples, of one network. */
export interface OptimisticCurve {
  architecture: Architecture;
  times: number;
  rank: number;
  sizes: number[];
  /** Test error at the end over that at the start; `null` where it is not finite. */
  ratios: (number | null)[];
  /** The same from a random start. */
  control: (number | null)[];
}

/** The optimistic sample size of the target in an architecture. */
export function targetRank(architecture: Architecture): number {
  const targetWidth = architecture === "dense" ? 3 : 1;
  return optimisticSampleSize({
    kind: architecture,
    inputs: INPUTS,
    kernel: KERNEL,
    targetWidth,
    bias: true,
  });
}

const full: OptimisticSettings = {
  architectures: ["convolution", "local", "dense"],
  times: [1, 3, 10],
  epsilon: 1e-3,
  controlSigma: 1,
  beyond: [-3, -2, -1, 0, 1, 2, 3],
  maxIterations: 15,
  stopBelow: 1e-20,
  testPoints: 1000,
};

async function trainBeside(settings: OptimisticSettings, seed: number): Promise<OptimisticCurve[]> {
  const curves: OptimisticCurve[] = [], { maxIterations, stopBelow } = settings;
  const test = targetSamples(normalInputs(seed, "test", settings.testPoints));
  for (const architecture of settings.architectures) {
    const rank = targetRank(architecture), sizes = settings.beyond.map((more) => rank + more);
    const all = targetSamples(normalInputs(seed, "training", largest(sizes)));
    for (const times of settings.times) {
      const network = networkOf(architecture, times);
      const best = nullEmbedding(
        bestParameters(architecture),
        network.parametersPerWidth,
        network.options.width,
      );
      const stream = generator(seed, "start", architecture, times);
      const starts = [
        optimisticStart(best, settings.epsilon, stream.fork("beside")),
        smallStart(best.length, settings.controlSigma, stream.fork("random")),
      ];
      const ratios: (number | null)[][] = [];
      for (const start of starts) {
        const before = meanSquaredError(network, start, test), row: (number | null)[] = [];
        for (const n of sizes) {
          const samples = { inputs: all.inputs.slice(0, n * INPUTS), targets: all.targets.slice(0, n) };
          const run: DescentRun = await finishByLeastSquares(network, samples, start, {
            maxIterations,
            stopBelow,
          });
          row.push(rounded(meanSquaredError(network, run.parameters, test) / before));
        }
        ratios.push(row);
      }
      curves.push({ architecture, times, rank, sizes, ratios: ratios[0], control: ratios[1] });
    }
  }
  return curves;
}

export default experiment<OptimisticSettings, OptimisticCurve[]>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  quick: {
    settings: { ...full, architectures: ["convolution"], times: [1, 10], beyond: [-1, 0, 1] },
    seeds: [0, 1, 2, 3, 4],
  },
  steps: ({ architectures, times, beyond, maxIterations }) =>
    2 * architectures.length * times.length * beyond.length * maxIterations,
  run: (settings, seed) => trainBeside(settings, seed),
});
