/** What each pair adds to the key over a training, from which the values of its anchors can be told. */
import { type KeyTask, sampleStream } from "../../lib/sequences/anchors/mod.ts";
import { type AnchorTrainingRecord, predict } from "../../lib/sequences/anchors/training/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { median } from "../../lib/stats/mod.ts";
import { HELD_OUT, pairBatch } from "./composite_training.ts";

/** Sentences of the trained pairs, and of (4, 3). */
const ROWS = { trained: 1000, heldOut: 100 };

/** Medians of answer − key. */
export interface AddedByPairs {
  steps: number[];
  /** By "first, second" anchor, at these steps. */
  added: Record<string, number[]>;
}

/** What every pair of a task adds at the snapshots of a training, with held-back keys. */
export async function addedByPairs(
  { model, snapshots }: AnchorTrainingRecord,
  task: KeyTask,
  seed: number,
): Promise<AddedByPairs> {
  const batches = [
    sampleStream(task, "test", generator(seed, "pairs")).rows(0, ROWS.trained),
    pairBatch(task, HELD_OUT, seed, ROWS.heldOut),
  ];
  const added: AddedByPairs["added"] = {};
  for (const { values } of snapshots) {
    for (const batch of batches) {
      const answers = await predict(model, Float64Array.from(values.parameters), batch);
      const offsets = Map.groupBy(batch.keys.keys(), (row) => batch.mappings[row]);
      for (const [mapping, rows] of offsets) {
        const name = task.mappings[mapping].anchors.join(", ");
        (added[name] ??= []).push(median(rows.map((row) => answers[row] - batch.keys[row])));
      }
    }
  }
  return { steps: snapshots.map(({ step }) => step), added };
}
