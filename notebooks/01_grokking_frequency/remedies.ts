/** Extension 4: two remedies on the sparse set: weights that undo the crowding, and periodic features of the input. */
import { experiment } from "../../lib/experiments/mod.ts";
import { cellWeights } from "../../lib/spectral/mod.ts";
import {
  evenReadings,
  PAPER_NETWORK,
  PAPER_SAMPLES,
  type Readings,
  type SineNetwork,
  type SineRun,
  type SineSample,
  trainOnSine,
} from "./sine_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface RemedySettings extends SineNetwork {
  sample: SineSample;
  /** Frequencies of the periodic features sin kx and cos kx; none is the target's. */
  featureFrequencies: number[];
  steps: number;
  readings: Readings;
}

/** The sparse set as it is, with weights by cell length, and with periodic features. */
export type RemedyName = "plain" | "weighted" | "features";

/** What is kept of one seed. */
export type RemedyRun = Record<RemedyName, SineRun>;

const full: RemedySettings = {
  ...PAPER_NETWORK,
  learningRate: 2e-5,
  sample: PAPER_SAMPLES.sparse,
  featureFrequencies: [1, 2, 4, 8],
  steps: 4000,
  readings: { lossEvery: 10, spectrumEvery: 200 },
};

export default experiment<RemedySettings, RemedyRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => 3 * steps,
  async run(settings, seed, context) {
    const { featureFrequencies, readings, steps, ...network } = settings;
    const training = { ...network, ...evenReadings(readings, steps) };
    const plain = await trainOnSine({ ...training, name: "plain" }, seed, context);
    const weighted = await trainOnSine(
      { ...training, name: "weighted", weights: (x) => cellWeights(x, { from: -Math.PI, to: Math.PI }) },
      seed,
      context,
    );
    const features = await trainOnSine(
      {
        ...training,
        name: "features",
        features: {
          width: 2 * featureFrequencies.length,
          of: (x) => featureFrequencies.flatMap((k) => [Math.sin(k * x), Math.cos(k * x)]),
        },
      },
      seed,
      context,
    );
    return { plain: plain.run, weighted: weighted.run, features: features.run };
  },
});
