/** Extension 3: two remedies on the sparse set: weights that undo the crowding, and periodic features of the input. */
import { experiment } from "../../lib/experiments/mod.ts";
import { cellWeights } from "../../lib/spectral/mod.ts";
import { evenReadings, PAPER_NETWORK, PAPER_SAMPLES, type SineRun, trainAll } from "./sine_training.ts";

/** Stored result of one seed: the sparse set as it is, with weights by cell length, and with periodic features. */
export type RemedyRun = Record<"plain" | "weighted" | "features", SineRun>;

const full = {
  ...PAPER_NETWORK,
  learningRate: 2e-5,
  sample: PAPER_SAMPLES.sparse,
  /** Frequencies of the periodic features sin kx and cos kx; none is the target's. */
  featureFrequencies: [1, 2, 4, 8],
  steps: 4000,
  readings: { lossEvery: 10, spectrumEvery: 200 },
};

export default experiment({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => 3 * steps,
  run({ featureFrequencies, readings, steps, ...network }, seed, context): Promise<RemedyRun> {
    const plain = { ...network, ...evenReadings(readings, steps) };
    const weights = (x: Float64Array) => cellWeights(x, { from: -Math.PI, to: Math.PI });
    const features = {
      width: 2 * featureFrequencies.length,
      of: (x: number) => featureFrequencies.flatMap((k) => [Math.sin(k * x), Math.cos(k * x)]),
    };
    const trainings = { plain, weighted: { ...plain, weights }, features: { ...plain, features } };
    return trainAll(trainings, seed, context);
  },
});
