/** E7: which is learned first, to go on behind an item (a → b) or to find what stood before it (b → a)? */
import { type AnchorBatch, recitationTask } from "../../lib/sequences/anchors/mod.ts";
import { trainingSentences, trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import {
  heldOut,
  type PairTraining,
  readingSteps,
  roundedAll,
  TRAINING,
  VOCABULARY,
} from "./pair_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface RecitationSettings extends PairTraining {
  /** Numbers of sentences; the control is made at the last one. */
  sentences: readonly number[];
  testRows: number;
  readEvery: number;
}

/** One network's curves. */
export interface RecitationNet {
  sentences: number;
  /** Whether the tokens before the last one stand in the opposite order (control). */
  mirrored: boolean;
  steps: number[];
  /** Accuracy on held-back sentences that ask a → b and b → a; in the mirrored control b stands before a. */
  forward: number[];
  reverse: number[];
}

/** As they are at each number of sentences, then mirrored. */
export type RecitationRun = RecitationNet[];

/** Sentences with all tokens but the last, the question, in the opposite order; keys move with them. */
export function mirrored(batch: AnchorBatch): AnchorBatch {
  const { rows, length } = batch, tokens = new Int32Array(batch.tokens);
  for (let row = 0; row < rows; row++) tokens.subarray(row * length, (row + 1) * length - 1).reverse();
  return { ...batch, tokens, keyPositions: batch.keyPositions.map((at) => length - 2 - at) };
}

async function recite(
  settings: RecitationSettings,
  seed: number,
  context: RunContext,
): Promise<RecitationRun> {
  const { sentences, testRows, readEvery, ...training } = settings;
  const task = recitationTask({ vocabulary: VOCABULARY }), nets: RecitationRun = [];
  const asIs = (batch: AnchorBatch) => batch;
  for (
    const [rows, turned] of [
      ...sentences.map((rows) => [rows, false] as const),
      [sentences.at(-1)!, true] as const,
    ]
  ) {
    const order = turned ? mirrored : asIs, withRows = { ...training, rows };
    const { steps, curves } = await trainOnTask({
      task,
      training: withRows,
      seed,
      sentences: order(trainingSentences(task, withRows, seed)),
      sets: {
        forward: order(heldOut(task, "test", seed, testRows, [0])),
        reverse: order(heldOut(task, "test", seed, testRows, [1])),
      },
      observeAt: readingSteps(training.steps, readEvery),
      context,
      part: `${rows}${turned ? "-mirrored" : ""}`,
    });
    nets.push({
      sentences: rows,
      mirrored: turned,
      steps: [...steps],
      forward: roundedAll(curves["forward/accuracy"]),
      reverse: roundedAll(curves["reverse/accuracy"]),
    });
  }
  return nets;
}

const full: RecitationSettings = {
  ...TRAINING,
  steps: 3000,
  sentences: [1000, 2000, 4000],
  testRows: 500,
  readEvery: 25,
};

export default experiment<RecitationSettings, RecitationRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ sentences, steps }) => (sentences.length + 1) * steps,
  run: recite,
});
