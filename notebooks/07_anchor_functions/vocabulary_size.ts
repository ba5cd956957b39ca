/** Extension B5: how the number of sentences that the copying rule needs grows with the number of different items. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type KeyTask, keyTask, mappingOf } from "../../lib/sequences/anchors/mod.ts";
import { trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { SCHEDULE, SMALL_DECODER, testSentences } from "./training.ts";

/** One vocabulary. */
export interface VocabularyCase {
  /** Different tokens that occur as key or noise. */
  items: number;
  /** Rows of the table of embeddings, and answers to choose from. */
  table: number;
}

const FIRST_ITEM = 20;

/** The identity task with a number of items. */
export function itemsTask({ items, table }: VocabularyCase): KeyTask {
  const range = { from: FIRST_ITEM, to: FIRST_ITEM + items - 1 }, keys = { ...range, shifted: true };
  const parts = { name: `identity, ${items} items`, mappings: [mappingOf([3], 0)], noise: range, keys };
  return keyTask(parts, { vocabulary: table });
}

const cases: VocabularyCase[] = [
  { items: 40, table: 68 },
  { items: 80, table: 108 },
  { items: 160, table: 188 },
  { items: 40, table: 108 },
  { items: 40, table: 188 },
];

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    cases,
    sizes: [160, 250, 400, 640, 1000, 1600, 2500],
    network: SMALL_DECODER,
    schedule: SCHEDULE,
    steps: 1000,
    testRows: 500,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ cases, sizes, steps }) => cases.length * sizes.length * steps,
  /** Accuracy on held-back sentences at the last step, `[case][size]`. */
  async run({ cases, sizes, network, schedule, steps, testRows }, seed, context) {
    const run: number[][] = [];
    for (const one of cases) {
      const task = itemsTask(one), test = testSentences(task, testRows, seed), accuracies: number[] = [];
      for (const rows of sizes) {
        const training = { ...schedule, network, rows, steps }, part = `${one.items}-${one.table}-${rows}`;
        const options = { task, training, seed, sets: { test }, observeAt: [steps], context, part };
        const { curves } = await trainOnTask(options);
        accuracies.push(curves["test/accuracy"][0]);
      }
      run.push(accuracies);
    }
    return run;
  },
});
