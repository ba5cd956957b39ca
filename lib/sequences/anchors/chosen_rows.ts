/** Some rows of a batch. */
import { type AnchorBatch, copyRows, emptyBatch } from "./anchor_batch.ts";

/**
 * The rows of a batch that satisfy a condition, in their order; it may be none.
 *
 * @param holds whether the row of this number is chosen
 */
export function chosenRows(batch: AnchorBatch, holds: (row: number) => boolean): AnchorBatch {
  const rows = [...batch.keys.keys()].filter(holds), chosen = emptyBatch(rows.length, batch.length);
  rows.forEach((row, at) => copyRows(batch, row, chosen, at, 1));
  return chosen;
}
