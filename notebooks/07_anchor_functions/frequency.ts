/** E11: is a rule that two anchors share (low frequency) learned before one in which they differ (high frequency)? */
import { experiment } from "../../lib/experiments/mod.ts";
import { frequencyTask } from "../../lib/sequences/anchors/mod.ts";
import {
  ONE_ANCHOR,
  SMALL_DECODER,
  type TestCurves,
  testCurves,
  testSentences,
  trainAndRead,
} from "./training.ts";

export default experiment({
  at: import.meta,
  revision: 1,
  settings: { ...ONE_ANCHOR, rows: 2000, steps: 1500, readEvery: 20 },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) => 2 * steps,
  async run({ rows, steps, schedule, vocabulary, testRows, readEvery }, seed, context) {
    const training = { ...schedule, network: SMALL_DECODER, rows, steps };
    const curvesOf = async (frequency: "low" | "high"): Promise<TestCurves> => {
      const task = frequencyTask(frequency, { vocabulary });
      const sets = { test: testSentences(task, testRows, seed) };
      return testCurves(
        await trainAndRead({ task, training, seed, sets, readEvery, context, part: frequency }),
      );
    };
    return { low: await curvesOf("low"), high: await curvesOf("high") };
  },
});
