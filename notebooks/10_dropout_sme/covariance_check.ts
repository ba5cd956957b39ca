/** C1: the closed form of Σ against all masks and against sampled ones. */
import {
  dropoutGradientCovariance,
  dropoutLoss,
  enumeratedGradientMoments,
  parameterCount,
  sampleCovariance,
  sampleDropoutMask,
  sampleGradients,
  type TwoLayerProblem,
} from "../../lib/gradient_noise/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { rounded } from "./rounded.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface CovarianceSettings {
  keeps: number[];
  /** Numbers of neurons whose masks are all counted. */
  enumerated: number[];
  /** Neurons and masks of the sampled check. */
  neurons: number;
  masks: number;
  keep: number;
  points: number;
  /** Neurons of the matrices that are shown, and their masks. */
  shownNeurons: number;
  shownMasks: number;
}

/** Differences of one seed. */
export interface CovarianceRun {
  /** Largest |closed − enumerated| entry over all m and p, relative to the largest entry where that is above 1. */
  enumerationError: number;
  /** ‖closed − sampled‖_F/‖sampled‖_F, and the same of the closed form without the blocks between neurons. */
  sampledError: number;
  blockError: number;
  /** Matrices of the small network, row-major. */
  shown: { size: number; closed: number[]; sampled: number[] };
}

function network(
  neurons: number,
  points: number,
  seed: number,
): { problem: TwoLayerProblem; theta: Float64Array } {
  const stream = generator(seed, "covariance", neurons);
  const x = Float64Array.from({ length: points * 2 }, (_, k) => (k % 2 ? 1 : -1 + 2 * stream.uniform()));
  return {
    problem: {
      activation: "tanh",
      neurons,
      inputs: 2,
      x,
      y: Float64Array.from({ length: points }, (_, i) => Math.sin(2 * x[2 * i])),
    },
    theta: normalArray(stream, neurons * 3, 0, 0.8),
  };
}

async function sampled(
  problem: TwoLayerProblem,
  theta: Float64Array,
  keep: number,
  masks: number,
  seed: number,
) {
  const stream = generator(seed, "masks", problem.neurons);
  return sampleCovariance(
    await sampleGradients(
      () => dropoutLoss(problem, theta, sampleDropoutMask(stream, problem.neurons, keep)).gradient,
      masks,
    ),
  );
}

function distance(a: Float64Array, b: Float64Array): number {
  let difference = 0, size = 0;
  for (let k = 0; k < a.length; k++) [difference, size] = [difference + (a[k] - b[k]) ** 2, size + b[k] ** 2];
  return Math.sqrt(difference / size);
}

const full: CovarianceSettings = {
  keeps: [0.3, 0.8],
  enumerated: [1, 2, 3, 4, 5, 6],
  neurons: 50,
  masks: 100_000,
  keep: 0.8,
  points: 6,
  shownNeurons: 6,
  shownMasks: 5000,
};

export default experiment<CovarianceSettings, CovarianceRun>({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: { settings: { ...full, masks: 30_000 }, seeds: [0, 1, 2] },
  steps: ({ masks }) => masks,
  async run(settings, seed, context) {
    const { keeps, enumerated, neurons, masks, keep, points, shownNeurons, shownMasks } = settings;
    let enumerationError = 0;
    for (const m of enumerated) {
      for (const p of keeps) {
        const { problem, theta } = network(m, points, seed);
        const closed = dropoutGradientCovariance(problem, theta, p);
        const { covariance } = enumeratedGradientMoments(problem, theta, p);
        const scale = covariance.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
        closed.forEach((value, k) =>
          enumerationError = Math.max(enumerationError, Math.abs(value - covariance[k]) / scale)
        );
      }
    }
    const large = network(neurons, points, seed), P = parameterCount(large.problem), width = P / neurons;
    const closed = dropoutGradientCovariance(large.problem, large.theta, keep);
    const found = await sampled(large.problem, large.theta, keep, masks, seed);
    const blocks = closed.map((value, at) =>
      Math.floor(at / P / width) === Math.floor((at % P) / width) ? value : 0
    );
    const small = network(shownNeurons, points, seed);
    context.progress("masks", { step: masks, steps: masks, loss: enumerationError });
    return {
      enumerationError,
      sampledError: distance(closed, found),
      blockError: distance(blocks, found),
      shown: {
        size: parameterCount(small.problem),
        closed: rounded(dropoutGradientCovariance(small.problem, small.theta, keep)),
        sampled: rounded(await sampled(small.problem, small.theta, keep, shownMasks, seed)),
      },
    };
  },
});
