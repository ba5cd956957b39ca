/** G1, G4 and G5 with the other reading of the paper's text: the 35 points that are not decoys are random, by seed. */
import { experiment } from "../../lib/experiments/mod.ts";
import type { ActivationName } from "../../lib/nn/mod.ts";
import { firstReadings } from "./activations.ts";
import { PAPER_NETWORK, PAPER_SAMPLES, type SineRun, trainAll } from "./sine_training.ts";

/** Stored result of one seed: the run of each activation on its sparse set. */
export type RandomRestRun = Record<"sin" | "tanh" | "relu", SineRun>;

const { activation: _, ...NETWORK } = PAPER_NETWORK;

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...NETWORK,
    sample: { ...PAPER_SAMPLES.sparse, rest: "random" as const },
    /** Learning rate and steps of each activation. */
    trained: {
      sin: { learningRate: 2e-6, steps: 36_000 },
      tanh: { learningRate: 2e-4, steps: 15_000 },
      relu: { learningRate: 2e-4, steps: 20_000 },
    },
    readings: { first: 5, firstUntil: 500, lossEvery: 250, spectrumEvery: 4000 },
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ trained }) => Object.values(trained).reduce((sum, { steps }) => sum + steps, 0),
  run({ trained, readings, ...network }, seed, context): Promise<RandomRestRun> {
    const on = (activation: ActivationName & keyof RandomRestRun) => {
      const { learningRate, steps } = trained[activation];
      return { ...network, ...firstReadings(readings, steps), activation, learningRate };
    };
    return trainAll({ sin: on("sin"), tanh: on("tanh"), relu: on("relu") }, seed, context);
  },
});
