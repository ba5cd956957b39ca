/** E10: one question with two answers, 80 % and 20 %; are the network's probabilities those of the data? */
import { offsetProbabilities, statisticalTask } from "../../lib/sequences/anchors/mod.ts";
import { predictLogits, trainingSentences, trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { SCHEDULE, type Schedule, SMALL_DECODER, testSentences, VOCABULARY } from "./one_anchor_training.ts";
import { rounded } from "./rounded.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface StatisticalSettings {
  /** Share of the answer x. */
  share: number;
  /** How often a sentence occurs, and how many rows there are, by data set. */
  data: Record<string, { repeats: number; rows: number }>;
  steps: number;
  schedule: Schedule;
  vocabulary: number;
  testRows: number;
  readEvery: number;
}

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

/** Softmax of each row of `[rows, columns]`. */
export function probabilitiesOf(logits: Float32Array, columns: number): Float64Array {
  const result = new Float64Array(logits.length);
  for (let from = 0; from < logits.length; from += columns) {
    const row = logits.subarray(from, from + columns), top = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const powers = Float64Array.from(row, (value) => Math.exp(value - top));
    const sum = powers.reduce((a, b) => a + b, 0);
    powers.forEach((power, i) => result[from + i] = power / sum);
  }
  return result;
}

const full: StatisticalSettings = {
  share: 0.8,
  data: { repeated: { repeats: 5, rows: 9000 }, once: { repeats: 1, rows: 3000 } },
  steps: 4000,
  schedule: SCHEDULE,
  vocabulary: VOCABULARY,
  testRows: 500,
  readEvery: 200,
};

export default experiment<StatisticalSettings, Record<string, StatisticalCurves>>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ data, steps }) => Object.keys(data).length * steps,
  async run({ share, data, steps, schedule, vocabulary, testRows, readEvery }, seed, context) {
    const run: Record<string, StatisticalCurves> = {};
    // Different sentences; their labels are not used.
    const test = testSentences(statisticalTask({ share, repeats: 1, vocabulary }), testRows, seed);
    for (const [name, { repeats, rows }] of Object.entries(data)) {
      const task = statisticalTask({ share, repeats, vocabulary });
      const training = { ...schedule, network: SMALL_DECODER, rows, steps };
      const sentences = trainingSentences(task, training, seed);
      const record = await trainOnTask({
        task,
        training,
        seed,
        sentences,
        sets: { train: sentences },
        observeAt: everySteps(readEvery, steps),
        snapshotAt: everySteps(readEvery, steps),
        context,
        part: name,
      });
      const first: number[] = [], second: number[] = [];
      let each: number[] = [];
      for (const { values } of record.snapshots) {
        const logits = await predictLogits(record.model, Float64Array.from(values.parameters), test);
        const probabilities = probabilitiesOf(logits, vocabulary);
        each = Array.from(offsetProbabilities(test, probabilities, vocabulary, 0));
        first.push(mean(each));
        second.push(mean(Array.from(offsetProbabilities(test, probabilities, vocabulary, 1))));
      }
      run[name] = {
        steps: Array.from(record.steps),
        train: rounded(record.curves["train/accuracy"]),
        first: rounded(first),
        second: rounded(second),
        each: each.map((value) => Number(value.toFixed(3))),
      };
    }
    return run;
  },
});
