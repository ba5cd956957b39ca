/** C9: diagonal networks of depth 2 to 4 and sparse targets. */
import { experiment } from "../../lib/experiments/mod.ts";
import { descend, diagonalNetwork, growingStarts, modelRank } from "../../lib/identifiability/mod.ts";
import { optimisticSampleSize, productModel, recoveryOf } from "../../lib/identifiability/mod.ts";
import { type Samples, sparseCoefficients, sparsestFactors } from "../../lib/identifiability/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { ON_HOST } from "./on_host.ts";

const full = {
  inputs: 20,
  sparsity: 2,
  // Depth, and a σ from which training leaves its plateau in time.
  networks: [{ depth: 2, sigma: 1e-4 }, { depth: 3, sigma: 0.02 }, { depth: 4, sigma: 0.1 }],
  sizes: [6, 10, 12, 14, 16, 18, 19, 20, 21],
  learningRate: 0.02,
  stopBelow: 1e-9,
  maxSteps: 200_000,
  testPoints: 500,
};

function curvesOf(settings: typeof full, sparsity: number, seed: number) {
  const { inputs: d, sizes, testPoints } = settings,
    coefficients = sparseCoefficients(d, sparsity, generator(seed, "target", sparsity));
  const linear = productModel(Array.from(coefficients, () => 1));
  const samples = (label: string, count: number): Samples => {
    const inputs = normalArray(generator(seed, label), count * d, 0, 1);
    return { inputs, targets: linear.values(coefficients, inputs) };
  };
  const all = samples("training", largest(sizes)), test = samples("test", testPoints);
  return [{ depth: 1, sigma: settings.networks[0].sigma }, ...settings.networks].map(({ depth, sigma }) => {
    const model = diagonalNetwork(d, depth),
      starts = growingStarts(model, all, { sizes, sigma }, seed, depth);
    const probes = normalArray(generator(seed, "probes"), 3 * model.parameterCount * d, 0, 1);
    return {
      ...recoveryOf(model, sizes, descend(model, starts, settings), test),
      /** 1 is the linear model. */
      depth,
      /** Model rank at the best point, and its closed formula. */
      rank: modelRank(model, sparsestFactors(coefficients, depth), { probes }),
      formula: optimisticSampleSize(
        depth === 1 ? { kind: "linear", parameters: d } : { kind: "diagonal", sparsity },
      ),
    };
  });
}

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ networks, sizes, maxSteps }) => 2 * (networks.length + 1) * sizes.length * maxSteps,
  run: (settings, seed) =>
    Promise.resolve({
      sparse: curvesOf(settings, settings.sparsity, seed),
      dense: curvesOf(settings, settings.inputs, seed),
    }),
});
