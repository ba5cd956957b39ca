/**
 * The first steps of G4 and G5, read often enough for the peak of the test loss; and both readings of the paper's
 * "uniformly selected" points: evenly spaced, and random by seed, also for G1.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { evenReadings, PAPER_NETWORK, PAPER_SAMPLES, type SineSample, trainOnSine } from "./sine_training.ts";

/** Losses of one training, and A_low of its set. */
export interface FirstLosses {
  steps: number[];
  train: number[];
  test: number[];
  mismatch: number;
}
export type FirstActivation = "sin" | "tanh" | "relu";
export type FirstSample = "sparse" | "random" | "uniform" | "dense";
/** Stored result of one seed: tanh and ReLU on all sets, the sine on the random one; `sine_sampling.ts` has the others. */
export type FirstRun = { sin: Pick<FirstSets, "random">; tanh: FirstSets; relu: FirstSets };
type FirstSets = Record<FirstSample, FirstLosses>;

const { activation: _, ...NETWORK } = PAPER_NETWORK;
const SETS: FirstSample[] = ["sparse", "random", "uniform", "dense"];

const settings = {
  ...NETWORK,
  samples: { ...PAPER_SAMPLES, random: { ...PAPER_SAMPLES.sparse, rest: "random" } as SineSample },
  trained: {
    sin: { learningRate: 2e-6, steps: 12_000, lossEvery: 100, sets: ["random"] as FirstSample[] },
    tanh: { learningRate: 2e-4, steps: 500, lossEvery: 5, sets: SETS },
    relu: { learningRate: 2e-4, steps: 500, lossEvery: 5, sets: SETS },
  },
};

/** Numbers of the set-up; the notebook says where they come from. */
export type FirstSettings = typeof settings;

export default experiment({
  at: import.meta,
  revision: 1,
  settings,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ trained }) =>
    Object.values(trained).reduce((sum, { steps, sets }) => sum + steps * sets.length, 0),
  async run({ trained, samples, ...network }, seed, context): Promise<FirstRun> {
    const all: Record<string, Partial<FirstSets>> = {};
    for (const activation of Object.keys(trained) as FirstActivation[]) {
      const { learningRate, steps, lossEvery, sets } = trained[activation];
      const read = evenReadings({ lossEvery, spectrumEvery: steps }, steps),
        runs: Partial<FirstSets> = {};
      for (const set of sets) {
        const name = `${activation}-${set}`, sample = samples[set];
        const training = { ...network, ...read, activation, learningRate, name, sample };
        const { run: { train, test, mismatch } } = await trainOnSine(training, seed, context);
        runs[set] = { steps: read.logged as number[], train, test, mismatch };
      }
      all[activation] = runs;
    }
    return all as unknown as FirstRun;
  },
});
