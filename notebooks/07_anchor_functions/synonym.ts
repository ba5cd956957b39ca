/** E6: anchor 9 means the same as anchor 3; does this transfer to pairs that were never trained with 9? */
import { experiment } from "../../lib/experiments/mod.ts";
import { offsetHistogram, type SynonymPattern, synonymTask } from "../../lib/sequences/anchors/mod.ts";
import { decimals, heldOut, PAIR_TRAINING, PAIR_VOCABULARY, trainAndRead } from "./training.ts";

/** One network after training. */
export interface SynonymNet {
  pattern: SynonymPattern;
  sentences: number;
  steps: number[];
  /** Accuracy on held-back keys, of trained pairs, and of (9, 4) and (4, 9). */
  seen: number[];
  masked: number[];
  /** [output − key, count] of the masked pairs; −10 is right. */
  histogram: [offset: number, count: number][];
}

/** Pattern of the data, and number of sentences. */
const cases: [SynonymPattern, number][] = [
  ["A", 2000],
  ["A", 4000],
  ["A", 6000],
  ["B", 2000],
  ["B", 4000],
  ["B", 6000],
  ["C", 6000],
];

export default experiment({
  at: import.meta,
  revision: 1,
  settings: { ...PAIR_TRAINING, cases, testRows: 1000, readEvery: 500 },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ cases, steps }) => cases.length * steps,
  async run({ cases, testRows, readEvery, ...training }, seed, context) {
    const nets: SynonymNet[] = [];
    for (const [pattern, sentences] of cases) {
      const task = synonymTask(pattern, { sentences, vocabulary: PAIR_VOCABULARY });
      const seen = heldOut(task, "test", seed, testRows), masked = heldOut(task, "unseen", seed, testRows);
      const options = { training: { ...training, rows: sentences }, part: `${pattern}-${sentences}` };
      const sets = { seen, masked }, common = { task, seed, sets, readEvery, context };
      const { steps, curves, answers } = await trainAndRead({ ...common, ...options });
      nets.push({
        pattern,
        sentences,
        steps,
        seen: decimals(curves["seen/accuracy"]),
        masked: decimals(curves["masked/accuracy"]),
        histogram: [...offsetHistogram(masked, await answers(masked))],
      });
    }
    return nets;
  },
});
