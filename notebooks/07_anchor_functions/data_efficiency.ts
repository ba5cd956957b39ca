/** E1: how many sentences a decoder, a shallow decoder, a feed-forward and a recurrent network need to learn x behind 3. */
import { identityTask } from "../../lib/sequences/anchors/mod.ts";
import {
  type AnchorNetwork,
  trainingSentences,
  trainOnTask,
} from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { everySteps, type RunContext } from "../../lib/train/mod.ts";
import { SCHEDULE, type Schedule, SMALL_DECODER, testSentences, VOCABULARY } from "./one_anchor_training.ts";

/** One kind of network. */
export interface Contender {
  network: AnchorNetwork;
  /** Numbers of training sentences. */
  sizes: number[];
  steps: number;
}

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface EfficiencySettings {
  contenders: Record<string, Contender>;
  schedule: Schedule;
  vocabulary: number;
  testRows: number;
  readEvery: number;
}

/** One training: the last accuracies, and the best on the test sentences. */
export interface EfficiencyPoint {
  size: number;
  train: number;
  test: number;
  bestTest: number;
}

/** Points by contender. */
export type EfficiencyRun = Record<string, EfficiencyPoint[]>;

/** Train every contender on every number of sentences. */
export async function compareNetworks(
  settings: EfficiencySettings,
  seed: number,
  context: RunContext,
): Promise<EfficiencyRun> {
  const { contenders, schedule, vocabulary, testRows, readEvery } = settings;
  const task = identityTask({ vocabulary }), test = testSentences(task, testRows, seed);
  const run: EfficiencyRun = {};
  for (const [name, { network, sizes, steps }] of Object.entries(contenders)) {
    run[name] = [];
    for (const rows of sizes) {
      const training = { ...schedule, network, rows, steps };
      const sentences = trainingSentences(task, training, seed);
      const { curves } = await trainOnTask({
        task,
        training,
        seed,
        sentences,
        sets: { train: sentences, test },
        observeAt: everySteps(readEvery, steps).slice(1),
        context,
        part: `${name}-${rows}`,
      });
      const tests = Array.from(curves["test/accuracy"]);
      run[name].push({
        size: rows,
        train: curves["train/accuracy"].at(-1)!,
        test: tests.at(-1)!,
        bestTest: largest(tests),
      });
    }
  }
  return run;
}

const FEEDFORWARD: AnchorNetwork = { kind: "feedforward", width: 64, hidden: [256] };
const common = { schedule: SCHEDULE, vocabulary: VOCABULARY, testRows: 500 };

const full: EfficiencySettings = {
  ...common,
  contenders: {
    "transformer": { network: SMALL_DECODER, sizes: [200, 300, 400, 600, 1000, 2000], steps: 1500 },
    "one layer": {
      network: { ...SMALL_DECODER, layers: 1 },
      sizes: [200, 600, 1000, 2000],
      steps: 1500,
    },
    "feed-forward": { network: FEEDFORWARD, sizes: [200, 600, 1000, 2000], steps: 1500 },
    "LSTM": {
      network: { kind: "recurrent", cell: "lstm", width: 64, units: 128 },
      sizes: [200, 600, 1000, 2000],
      steps: 1500,
    },
  },
  readEvery: 500,
};
const quick: EfficiencySettings = {
  ...common,
  contenders: {
    "transformer": { network: SMALL_DECODER, sizes: [200, 1000, 2000], steps: 1000 },
    "one layer": { network: { ...SMALL_DECODER, layers: 1 }, sizes: [1000], steps: 1000 },
    "feed-forward": { network: FEEDFORWARD, sizes: [2000], steps: 1000 },
  },
  readEvery: 250,
};

export default experiment<EfficiencySettings, EfficiencyRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: { settings: quick, seeds: [0, 1, 2] },
  steps: ({ contenders }) =>
    Object.values(contenders).reduce((sum, { sizes, steps }) => sum + sizes.length * steps, 0),
  run: compareNetworks,
});
