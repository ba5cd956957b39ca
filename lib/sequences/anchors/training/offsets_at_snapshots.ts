/** What the mappings of a task add to the key over a training. */
import { median } from "../../../stats/mod.ts";
import type { AnchorBatch } from "../anchor_batch.ts";
import type { KeyTask } from "../task.ts";
import { predict } from "./predict.ts";
import type { AnchorTrainingRecord } from "./train_on_task.ts";

/** Medians of answer − key. */
export interface AddedByPairs {
  steps: number[];
  /** By the anchors of a mapping, e.g. "3, 4", at these steps. */
  added: Record<string, number[]>;
}

/**
 * The median of answer − key of each mapping, at the snapshots of a training.
 *
 * @param record a training whose snapshots hold its parameters
 * @param batches sentences; each mapping in one batch only
 * @throws {RangeError} if a mapping is in several batches
 */
export async function offsetsAtSnapshots(
  { model, snapshots }: Pick<AnchorTrainingRecord, "model" | "snapshots">,
  task: Pick<KeyTask, "mappings">,
  batches: readonly AnchorBatch[],
): Promise<AddedByPairs> {
  const rowsOf = batches.map(({ mappings }) => Map.groupBy(mappings.keys(), (row) => mappings[row]));
  const names = rowsOf.flatMap((rows) => [...rows.keys()]);
  const twice = names.find((mapping, i) => names.indexOf(mapping) !== i);
  if (twice !== undefined) {
    throw new RangeError(`offsetsAtSnapshots: mapping ${twice} is in several batches, allowed in one`);
  }
  const added: AddedByPairs["added"] = {};
  for (const { values } of snapshots) {
    for (const [i, batch] of batches.entries()) {
      const answers = await predict(model, Float64Array.from(values.parameters), batch);
      for (const [mapping, rows] of rowsOf[i]) {
        const name = task.mappings[mapping].anchors.join(", ");
        (added[name] ??= []).push(median(rows.map((row) => answers[row] - batch.keys[row])));
      }
    }
  }
  return { steps: snapshots.map(({ step }) => step), added };
}
