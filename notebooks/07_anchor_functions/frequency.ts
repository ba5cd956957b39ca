/** E11: is a rule that two anchors share (low frequency) learned before one in which they differ (high frequency)? */
import { experiment } from "../../lib/experiments/mod.ts";
import { frequencyTask } from "../../lib/sequences/anchors/mod.ts";
import { trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { digits, SCHEDULE, SMALL_DECODER, testSentences, VOCABULARY } from "./training.ts";

/** Loss and accuracy on the test sentences. */
export interface FrequencyCurves {
  steps: number[];
  loss: number[];
  accuracy: number[];
}

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    rows: 2000,
    steps: 1500,
    schedule: SCHEDULE,
    vocabulary: VOCABULARY,
    testRows: 500,
    readEvery: 20,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => 2 * steps,
  async run({ rows, steps, schedule, vocabulary, testRows, readEvery }, seed, context) {
    const curvesOf = async (frequency: "low" | "high"): Promise<FrequencyCurves> => {
      const task = frequencyTask(frequency, { vocabulary });
      const record = await trainOnTask({
        task,
        training: { ...schedule, network: SMALL_DECODER, rows, steps },
        seed,
        sets: { test: testSentences(task, testRows, seed) },
        observeAt: everySteps(readEvery, steps),
        context,
        part: frequency,
      });
      return {
        steps: Array.from(record.steps),
        loss: digits(record.curves["test/loss"]),
        accuracy: digits(record.curves["test/accuracy"]),
      };
    };
    return { low: await curvesOf("low"), high: await curvesOf("high") };
  },
});
