/** E10: one question with two answers, 80 % and 20 %; do the network's probabilities match the data? */
import { experiment } from "../../lib/experiments/mod.ts";
import { softmaxRows } from "../../lib/interpret/matching/softmax_rows.ts";
import { offsetProbabilities, statisticalTask } from "../../lib/sequences/anchors/mod.ts";
import { predictLogits, trainingSentences } from "../../lib/sequences/anchors/training/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { ONE_ANCHOR, SMALL_DECODER, testSentences, trainAndRead } from "./training.ts";

/** Training on one data set. */
export interface StatisticalCurves {
  steps: number[];
  train: number[];
  /** Mean of p(x) and of p(x + 1) over held-back keys, by step. */
  first: number[];
  second: number[];
  /** p(x) of each held-back sentence at the end. */
  each: number[];
}

/** Curves by data set. */
export type StatisticalRun = Record<"repeated" | "once", StatisticalCurves>;

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...ONE_ANCHOR,
    // Fraction of the answer x.
    share: 0.8,
    // How often a sentence occurs, and how many rows there are.
    data: { repeated: { repeats: 5, rows: 9000 }, once: { repeats: 1, rows: 3000 } },
    steps: 4000,
    readEvery: 200,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ data, steps }) => Object.keys(data).length * steps,
  async run({ share, data, steps, schedule, vocabulary, testRows, readEvery }, seed, context) {
    // Different sentences; their labels are not used.
    const test = testSentences(statisticalTask({ share, repeats: 1, vocabulary }), testRows, seed);
    const curvesOf = async (name: keyof typeof data): Promise<StatisticalCurves> => {
      const { repeats, rows } = data[name], task = statisticalTask({ share, repeats, vocabulary });
      const training = { ...schedule, network: SMALL_DECODER, rows, steps };
      const sentences = trainingSentences(task, training, seed), snapshotAt = everySteps(readEvery, steps);
      const options = { sentences, sets: { train: sentences }, readEvery, snapshotAt, part: name };
      const record = await trainAndRead({ task, training, seed, context, ...options });
      const first: number[] = [], second: number[] = [];
      let each: number[] = [];
      for (const { values } of record.snapshots) {
        const logits = await predictLogits(record.model, Float64Array.from(values.parameters), test);
        const probabilities = softmaxRows(logits, vocabulary);
        each = Array.from(offsetProbabilities(test, probabilities, vocabulary, 0));
        first.push(mean(each));
        second.push(mean(Array.from(offsetProbabilities(test, probabilities, vocabulary, 1))));
      }
      return {
        steps: record.steps,
        train: rounded(record.curves["train/accuracy"]),
        first: rounded(first),
        second: rounded(second),
        each: each.map((value) => Number(value.toFixed(3))),
      };
    };
    return { repeated: await curvesOf("repeated"), once: await curvesOf("once") };
  },
});
