/** E7: which is learned first, to continue after an item (a → b) or to find the item before it (b → a)? */
import { experiment } from "../../lib/experiments/mod.ts";
import { mirrored } from "../../lib/sequences/anchors/edit_batch.ts";
import { type AnchorBatch, recitationTask } from "../../lib/sequences/anchors/mod.ts";
import { trainingSentences } from "../../lib/sequences/anchors/training/mod.ts";
import { decimals, heldOut, PAIR_TRAINING, PAIR_VOCABULARY, trainAndRead } from "./training.ts";

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

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...PAIR_TRAINING,
    steps: 3000,
    // The control is made at the last one.
    sentences: [1000, 2000, 4000],
    testRows: 500,
    readEvery: 25,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ sentences, steps }) => (sentences.length + 1) * steps,
  async run({ sentences, testRows, readEvery, ...training }, seed, context) {
    const task = recitationTask({ vocabulary: PAIR_VOCABULARY }), nets: RecitationNet[] = [];
    const common = { task, seed, readEvery, context };
    const asked = sentences.map((rows) => ({ rows, turned: false }));
    for (const { rows, turned } of [...asked, { rows: sentences.at(-1)!, turned: true }]) {
      const order = (batch: AnchorBatch) => turned ? mirrored(batch) : batch;
      const [forward, reverse] = [0, 1].map((way) => order(heldOut(task, "test", seed, testRows, [way])));
      const { steps, curves } = await trainAndRead({
        ...common,
        training: { ...training, rows },
        sentences: order(trainingSentences(task, { rows }, seed)),
        sets: { forward, reverse },
        part: `${rows}${turned ? "-mirrored" : ""}`,
      });
      nets.push({
        sentences: rows,
        mirrored: turned,
        steps,
        forward: decimals(curves["forward/accuracy"]),
        reverse: decimals(curves["reverse/accuracy"]),
      });
    }
    return nets;
  },
});
