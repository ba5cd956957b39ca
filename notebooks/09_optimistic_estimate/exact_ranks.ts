/** C2, C5 and extension 2: ranks of the Jacobian at special points, beside the closed formulas. */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  type Architecture,
  balancedFactors,
  type DifferentiableModel,
  empiricalModelRank,
  factorisation,
  jacobianSpectrum,
  matrixProduct,
  modelRank,
  nullEmbedding,
  optimisticSampleSize,
  type RankActivationName,
  splitToWidth,
  twoLayerNetwork,
} from "../../lib/identifiability/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { INPUTS, KERNEL } from "./convolution_target.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface RankSettings {
  /** d of the matrices, each with all ranks. */
  matrices: number[];
  architectures: Architecture[];
  times: number[];
  activations: RankActivationName[];
  /** Widths at which all activations are compared. */
  activationTimes: number[];
  /** Probes for each parameter, and at least so many. */
  probes: { each: number; least: number };
}

/** Ranks of AB for a target of rank r. */
export interface MatrixRank {
  d: number;
  rank: number;
  formula: number;
  balanced: number;
  random: number;
}

/** Ranks of a network that is `times` as wide as its target. */
export interface NetworkRank {
  architecture: Architecture;
  activation: RankActivationName;
  times: number;
  parameters: number;
  formula: number;
  null: number;
  split: number;
  random: number;
}

/** What is kept of one seed, that is, of one random target each. */
export interface RankRun {
  matrices: MatrixRank[];
  networks: NetworkRank[];
  /** Singular values of the Jacobian of the convolution of threefold width, over the largest. */
  spectra: { null: (number | null)[]; random: (number | null)[] };
}

function matrixRanks(d: number, seed: number): MatrixRank[] {
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
export function pointsOf(
  architecture: Architecture,
  activation: RankActivationName,
  times: number,
  seed: number,
) {
  const narrow = architecture === "dense" ? INPUTS + 1 - KERNEL : 1;
  const build = (width: number) =>
    twoLayerNetwork({ architecture, inputs: INPUTS, kernel: KERNEL, width, bias: true, activation });
  const network = build(narrow * times), stream = generator(seed, "network", architecture);
  const best = normalArray(stream.fork("target"), build(narrow).parameterCount, 0, 1);
  return {
    network,
    formula: optimisticSampleSize({
      kind: architecture,
      inputs: INPUTS,
      kernel: KERNEL,
      targetWidth: narrow,
      bias: true,
    }),
    null: nullEmbedding(best, network.parametersPerWidth, narrow * times),
    split: splitToWidth(build, best, narrow, narrow * times),
    random: normalArray(stream.fork("random"), network.parameterCount, 0, 1),
  };
}

/** Normal inputs at which ranks are taken. */
export function probesOf(model: DifferentiableModel, { probes }: RankSettings, seed: number): Float64Array {
  const count = Math.max(probes.least, probes.each * model.parameterCount);
  return normalArray(generator(seed, "probes"), count * model.inputSize, 0, 1);
}

function ranksOf(settings: RankSettings, seed: number): RankRun {
  const networks = settings.activations.flatMap((activation) =>
    settings.architectures.flatMap((architecture) =>
      (activation === "tanh" ? settings.times : settings.activationTimes).map((times): NetworkRank => {
        const points = pointsOf(architecture, activation, times, seed), { network } = points;
        const probes = probesOf(network, settings, seed);
        const rank = (theta: Float64Array) => empiricalModelRank(network, theta, probes);
        return {
          architecture,
          activation,
          times,
          parameters: network.parameterCount,
          formula: points.formula,
          null: rank(points.null),
          split: rank(points.split),
          random: rank(points.random),
        };
      })
    )
  );
  const shown = pointsOf("convolution", "tanh", 3, seed), probes = probesOf(shown.network, settings, seed);
  const spectrum = (theta: Float64Array) => {
    const values = jacobianSpectrum(shown.network, theta, probes);
    return Array.from(values, (value) => rounded(value / values[0]));
  };
  return {
    matrices: settings.matrices.flatMap((d) => matrixRanks(d, seed)),
    networks,
    spectra: { null: spectrum(shown.null), random: spectrum(shown.random) },
  };
}

const full: RankSettings = {
  matrices: [2, 3, 4, 5, 6],
  architectures: ["dense", "local", "convolution"],
  times: [1, 3, 10],
  activations: ["tanh", "sigmoid", "gelu", "relu"],
  activationTimes: [1, 3],
  probes: { each: 3, least: 400 },
};

export default experiment<RankSettings, RankRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: Array.from({ length: 20 }, (_, i) => i),
  quick: { seeds: [0, 1, 2, 3, 4] },
  steps: ({ matrices, architectures, times }) => matrices.length + architectures.length * times.length,
  run: (settings, seed) => Promise.resolve(ranksOf(settings, seed)),
});
