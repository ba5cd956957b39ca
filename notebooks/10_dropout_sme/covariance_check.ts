/** C1: the closed form of Σ against all masks and against sampled ones. */
import { experiment } from "../../lib/experiments/mod.ts";
import { dropoutGradientCovariance, dropoutLoss } from "../../lib/gradient_noise/mod.ts";
import { enumeratedGradientMoments, parameterCount, sampleCovariance } from "../../lib/gradient_noise/mod.ts";
import { sampleDropoutMask, sampleGradients, type TwoLayerProblem } from "../../lib/gradient_noise/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { largest } from "../../lib/stats/mod.ts";

const full = {
  keeps: [0.3, 0.8],
  /** Numbers of neurons for which all masks are enumerated. */
  enumerated: [1, 2, 3, 4, 5, 6],
  /** Neurons and masks of the sampled check. */
  neurons: 50,
  masks: 100_000,
  keep: 0.8,
  points: 6,
  /** Neurons of the matrices that are shown, and their masks. */
  shownNeurons: 6,
  shownMasks: 5000,
};

export default experiment({
  at: import.meta,
  revision: 1,
  precision: "float64",
  engine: "host",
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: { settings: { ...full, masks: 30_000 }, seeds: [0, 1, 2] },
  steps: ({ masks }) => masks,
  async run(settings, seed, context) {
    const { neurons, masks, keep, keeps, points, shownNeurons, shownMasks } = settings;
    const errors = settings.enumerated.flatMap((m) => {
      const { problem, theta } = network(m, points, seed);
      return keeps.map((p) => {
        const closed = dropoutGradientCovariance(problem, theta, p);
        const { covariance } = enumeratedGradientMoments(problem, theta, p);
        const scale = Math.max(1, largest(covariance.map(Math.abs)));
        return largest(closed.map((value, k) => Math.abs(value - covariance[k]) / scale));
      });
    });
    const both = async (m: number, count: number) => {
      const { problem, theta } = network(m, points, seed), stream = generator(seed, "masks", m);
      const draw = () => dropoutLoss(problem, theta, sampleDropoutMask(stream, m, keep)).gradient;
      return {
        size: parameterCount(problem),
        closed: dropoutGradientCovariance(problem, theta, keep),
        sampled: sampleCovariance(await sampleGradients(draw, count)),
      };
    };
    const { size, closed, sampled } = await both(neurons, masks), width = size / neurons;
    const blocks = closed.map((value, at) =>
      Math.floor(at / size / width) === Math.floor((at % size) / width) ? value : 0
    );
    const shown = await both(shownNeurons, shownMasks), enumerationError = largest(errors);
    context.progress("masks", { step: masks, steps: masks, loss: enumerationError });
    return {
      /** Largest |closed − enumerated| entry over all m and p, relative to the largest entry where that is above 1. */
      enumerationError,
      /** ‖closed − sampled‖_F/‖sampled‖_F, and the same of the closed form without the blocks between neurons. */
      sampledError: distance(closed, sampled),
      blockError: distance(blocks, sampled),
      /** Matrices of the small network, row-major. */
      shown: { size: shown.size, closed: rounded(shown.closed), sampled: rounded(shown.sampled) },
    };
  },
});

function network(neurons: number, points: number, seed: number) {
  const stream = generator(seed, "covariance", neurons);
  const x = Float64Array.from({ length: points * 2 }, (_, k) => (k % 2 ? 1 : -1 + 2 * stream.uniform()));
  const y = Float64Array.from({ length: points }, (_, i) => Math.sin(2 * x[2 * i]));
  const problem: TwoLayerProblem = { activation: "tanh", neurons, inputs: 2, x, y };
  return { problem, theta: normalArray(stream, neurons * 3, 0, 0.8) };
}

function distance(a: Float64Array, b: Float64Array): number {
  let difference = 0, size = 0;
  for (let k = 0; k < a.length; k++) [difference, size] = [difference + (a[k] - b[k]) ** 2, size + b[k] ** 2];
  return Math.sqrt(difference / size);
}
