/** Extension B5: how the number of sentences that the copying rule needs grows with the number of different items. */
import { type KeyTask, keyTask, mappingOf } from "../../lib/sequences/anchors/mod.ts";
import { trainOnTask, type TransformerNetwork } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { SCHEDULE, type Schedule, SMALL_DECODER, testSentences } from "./one_anchor_training.ts";

/** One vocabulary. */
export interface VocabularyCase {
  /** Different tokens that occur as key or noise. */
  items: number;
  /** Rows of the table of embeddings, and answers to choose from. */
  table: number;
}

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface VocabularySettings {
  cases: VocabularyCase[];
  sizes: number[];
  network: TransformerNetwork;
  schedule: Schedule;
  steps: number;
  testRows: number;
}

/** Accuracy on held-back sentences at the last step, `[case][size]`. */
export type VocabularyRun = number[][];

const FIRST_ITEM = 20;

/** The identity task with so many items. */
export function itemsTask({ items, table }: VocabularyCase): KeyTask {
  const to = FIRST_ITEM + items - 1, range = { from: FIRST_ITEM, to };
  return keyTask(
    {
      name: `identity, ${items} items`,
      mappings: [mappingOf([3], 0)],
      noise: range,
      keys: { ...range, shifted: true },
    },
    { vocabulary: table },
  );
}

/** Train on every number of sentences in every vocabulary. */
export async function accuraciesByVocabulary(
  { cases, sizes, network, schedule, steps, testRows }: VocabularySettings,
  seed: number,
  context: RunContext,
): Promise<VocabularyRun> {
  const run: VocabularyRun = [];
  for (const one of cases) {
    const task = itemsTask(one), test = testSentences(task, testRows, seed), accuracies: number[] = [];
    for (const rows of sizes) {
      const { curves } = await trainOnTask({
        task,
        training: { ...schedule, network, rows, steps },
        seed,
        sets: { test },
        observeAt: [steps],
        context,
        part: `${one.items}-${one.table}-${rows}`,
      });
      accuracies.push(curves["test/accuracy"][0]);
    }
    run.push(accuracies);
  }
  return run;
}

const full: VocabularySettings = {
  cases: [
    { items: 40, table: 68 },
    { items: 80, table: 108 },
    { items: 160, table: 188 },
    { items: 40, table: 108 },
    { items: 40, table: 188 },
  ],
  sizes: [160, 250, 400, 640, 1000, 1600, 2500],
  network: SMALL_DECODER,
  schedule: SCHEDULE,
  steps: 1000,
  testRows: 500,
};

export default experiment<VocabularySettings, VocabularyRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ cases, sizes, steps }) => cases.length * sizes.length * steps,
  run: accuraciesByVocabulary,
});
