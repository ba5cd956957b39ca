/** C2, C5 and X2: ranks of the Jacobian at special points, compared with the closed formulas. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type Architecture, balancedFactors } from "../../lib/identifiability/mod.ts";
import { type DifferentiableModel, empiricalModelRank } from "../../lib/identifiability/mod.ts";
import { factorisation, fewestOnOneSide, jacobianSpectrum } from "../../lib/identifiability/mod.ts";
import { matrixProduct, modelRank, nullEmbedding } from "../../lib/identifiability/mod.ts";
import { optimisticSampleSize, type RankActivationName } from "../../lib/identifiability/mod.ts";
import { splitToWidth } from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { networkOfWidth, targetRank, targetSpec } from "./convolution_target.ts";
import { ON_HOST } from "./on_host.ts";

const full = {
  /** d of the matrices, each with all ranks. */
  matrices: [2, 3, 4, 5, 6],
  architectures: ["dense", "local", "convolution"] as Architecture[],
  times: [1, 3, 10],
  activations: ["tanh", "sigmoid", "gelu", "relu"] as RankActivationName[],
  /** Widths at which the other activations are compared. */
  activationTimes: [1, 3],
  /** Probes for each parameter, and at least so many. */
  probes: { each: 3, least: 400 },
};

/** Ranks of AB for random targets of all ranks: at balanced factors of the target, and at random ones. */
function matrixRanks(d: number, seed: number) {
  const model = factorisation(d), all = Float64Array.from({ length: d * d }, (_, i) => i);
  const rankAt = (theta: Float64Array) => modelRank(model, theta, { probes: all, allInputs: true });
  const draw = (label: string, rank: number) => normalArray(generator(seed, label, d, rank), 2 * d * d, 0, 1);
  return Array.from({ length: d }, (_, i) => {
    const rank = i + 1;
    // A with `rank` columns other than zero makes a target of that rank.
    const factors = draw("target", rank).map((value, p) => p < d * d && p % d >= rank ? 0 : value);
    return {
      d,
      rank,
      formula: optimisticSampleSize({ kind: "factorisation", rows: d, columns: d, rank }),
      balanced: rankAt(balancedFactors(matrixProduct(factors, d))),
      random: rankAt(draw("random", rank)),
    };
  });
}

/** The network, and its parameters at the null embedding, the splitting embedding and at random. */
function pointsOf(
  architecture: Architecture,
  activation: RankActivationName,
  times: number,
  seed: number,
) {
  const { targetWidth: narrow } = targetSpec(architecture);
  const build = (width: number) => networkOfWidth(architecture, width, activation);
  const network = build(narrow * times), stream = generator(seed, "network", architecture);
  const best = normalArray(stream.fork("target"), build(narrow).parameterCount, 0, 1);
  return {
    network,
    null: nullEmbedding(best, network.parametersPerWidth, narrow * times),
    split: splitToWidth(build, best, narrow, narrow * times),
    random: normalArray(stream.fork("random"), network.parameterCount, 0, 1),
  };
}

/** Normal inputs at which ranks are taken. */
function probesOf(
  model: DifferentiableModel,
  { probes }: Pick<typeof full, "probes">,
  seed: number,
): Float64Array {
  const count = Math.max(probes.least, probes.each * model.parameterCount);
  return normalArray(generator(seed, "probes"), count * model.inputSize, 0, 1);
}

/** Ranks of networks `times` as wide as their target. */
function networkRanks(settings: typeof full, seed: number) {
  return settings.activations.flatMap((activation) =>
    settings.architectures.flatMap((architecture) =>
      (activation === "tanh" ? settings.times : settings.activationTimes).map((times) => {
        const points = pointsOf(architecture, activation, times, seed), { network } = points;
        const probes = probesOf(network, settings, seed);
        const rank = (theta: Float64Array) => empiricalModelRank(network, theta, probes);
        return {
          architecture,
          activation,
          times,
          parameters: network.parameterCount,
          formula: targetRank(architecture),
          null: rank(points.null),
          split: rank(points.split),
          random: rank(points.random),
        };
      })
    )
  );
}

/** Singular values of the Jacobian of the convolution of threefold width, over the largest. */
function spectra(settings: typeof full, seed: number) {
  const shown = pointsOf("convolution", "tanh", 3, seed), probes = probesOf(shown.network, settings, seed);
  const spectrum = (theta: Float64Array) => {
    const values = jacobianSpectrum(shown.network, theta, probes);
    return Array.from(values, (value) => rounded(value / values[0]));
  };
  return { null: spectrum(shown.null), random: spectrum(shown.random) };
}

/**
 * Of the local ReLU target of a seed: the number of inputs on the rarer side of a neuron's kink, the least
 * of its neurons. Where it is small, the neuron is nearly linear, or nearly off, on all inputs.
 */
export function rarerSide(settings: Pick<typeof full, "probes">, seed: number): number {
  // As wide as the target, the network at its null embedding is the target.
  const { network, null: target } = pointsOf("local", "relu", 1, seed);
  return fewestOnOneSide(network, target, probesOf(network, settings, seed));
}

export default experiment({
  at: import.meta,
  revision: 1,
  ...ON_HOST,
  settings: full,
  seeds: Array.from({ length: 20 }, (_, i) => i),
  quick: { seeds: [0, 1, 2, 3, 4] },
  steps: ({ matrices, architectures, times }) => matrices.length + architectures.length * times.length,
  run: (settings, seed) =>
    Promise.resolve({
      matrices: settings.matrices.flatMap((d) => matrixRanks(d, seed)),
      networks: networkRanks(settings, seed),
      spectra: spectra(settings, seed),
    }),
});
