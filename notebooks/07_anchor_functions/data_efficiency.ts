/**
 * E1: how many sentences a decoder, a shallow decoder, a feed-forward and a recurrent network need to learn x behind 3.
 */
import { experiment } from "../../lib/experiments/mod.ts";
import { identityTask } from "../../lib/sequences/anchors/mod.ts";
import {
  type AnchorNetwork,
  trainingSentences,
  trainOnTask,
} from "../../lib/sequences/anchors/training/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { everySteps, type RunContext } from "../../lib/train/mod.ts";
import { ONE_ANCHOR, SMALL_DECODER, testSentences } from "./training.ts";

/** Numbers of the set-up; the notebook says where they come from. */
type EfficiencySettings = typeof ONE_ANCHOR & {
  /** Kinds of networks, and numbers of training sentences of each. */
  contenders: Record<string, { network: AnchorNetwork; sizes: number[]; steps: number }>;
  readEvery: number;
};

/** Trainings by contender: the last accuracies, and the best on the test sentences. */
export type EfficiencyRun = Record<string, { size: number; train: number; test: number; bestTest: number }[]>;

/** Trains every contender on every number of sentences. */
async function compareNetworks(
  { contenders, schedule, vocabulary, testRows, readEvery }: EfficiencySettings,
  seed: number,
  context: RunContext,
): Promise<EfficiencyRun> {
  const task = identityTask({ vocabulary }), test = testSentences(task, testRows, seed);
  const common = { task, seed, context }, run: EfficiencyRun = {};
  for (const [name, { network, sizes, steps }] of Object.entries(contenders)) {
    run[name] = [];
    for (const size of sizes) {
      const training = { ...schedule, network, rows: size, steps };
      const sentences = trainingSentences(task, training, seed);
      const sets = { train: sentences, test }, observeAt = everySteps(readEvery, steps).slice(1);
      const { curves } = await trainOnTask({
        ...common,
        training,
        sentences,
        sets,
        observeAt,
        part: `${name}-${size}`,
      });
      const tests = Array.from(curves["test/accuracy"]), train = curves["train/accuracy"].at(-1)!;
      run[name].push({ size, train, test: tests.at(-1)!, bestTest: largest(tests) });
    }
  }
  return run;
}

const ONE_LAYER = { ...SMALL_DECODER, layers: 1 };
const FEEDFORWARD: AnchorNetwork = { kind: "feedforward", width: 64, hidden: [256] };
const LSTM: AnchorNetwork = { kind: "recurrent", cell: "lstm", width: 64, units: 128 };
const sizes = [200, 600, 1000, 2000], steps = 1500;

export default experiment<EfficiencySettings, EfficiencyRun>({
  at: import.meta,
  revision: 1,
  settings: {
    ...ONE_ANCHOR,
    contenders: {
      "transformer": { network: SMALL_DECODER, sizes: [200, 300, 400, 600, 1000, 2000], steps },
      "one layer": { network: ONE_LAYER, sizes, steps },
      "feed-forward": { network: FEEDFORWARD, sizes, steps },
      "LSTM": { network: LSTM, sizes, steps },
    },
    readEvery: 500,
  },
  seeds: [0, 1, 2, 3, 4],
  quick: {
    settings: {
      ...ONE_ANCHOR,
      contenders: {
        "transformer": { network: SMALL_DECODER, sizes: [200, 1000, 2000], steps: 1000 },
        "one layer": { network: ONE_LAYER, sizes: [1000], steps: 1000 },
        "feed-forward": { network: FEEDFORWARD, sizes: [2000], steps: 1000 },
      },
      readEvery: 250,
    },
    seeds: [0, 1, 2],
  },
  steps: ({ contenders }) =>
    Object.values(contenders).reduce((sum, { sizes, steps }) => sum + sizes.length * steps, 0),
  run: compareNetworks,
});
