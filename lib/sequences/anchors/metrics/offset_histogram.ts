/** Answers as offsets from the key. */
import type { AnchorBatch } from "../anchor_batch.ts";
import { checkRows, checkTokens } from "./checks.ts";

/**
 * How often each offset, prediction − key, occurs, ascending by offset (paper 07 figure 8, paper 03 figure 3).
 *
 * @param mapping rows of this mapping only
 * @param predictions tokens `[rows]`
 * @throws {RangeError} for no row, or another number of predictions
 * @throws {TypeError} for predictions that are not integers
 */
export function offsetHistogram(
  batch: AnchorBatch,
  predictions: ArrayLike<number>,
  mapping?: number,
): Map<number, number> {
  checkRows("offsetHistogram", batch.rows, { predictions });
  checkTokens("offsetHistogram", predictions);
  const counts = new Map<number, number>();
  for (let row = 0; row < batch.rows; row++) {
    if (mapping !== undefined && batch.mappings[row] !== mapping) continue;
    const offset = predictions[row] - batch.keys[row];
    counts.set(offset, (counts.get(offset) ?? 0) + 1);
  }
  if (counts.size === 0) {
    throw new RangeError(`offsetHistogram: no row of mapping ${mapping} in ${batch.rows} rows`);
  }
  return new Map([...counts].sort(([a], [b]) => a - b));
}

/**
 * Number of mappings: how many different offsets a network answers with (paper 07, E5).
 *
 * @param least smallest fraction of the rows that an offset needs to be counted, in [0, 1]
 * @throws {RangeError} for another share, and as {@linkcode offsetHistogram}
 */
export function countMappings(
  batch: AnchorBatch,
  predictions: ArrayLike<number>,
  { mapping, least = 0 }: { readonly mapping?: number; readonly least?: number } = {},
): number {
  if (!(least >= 0 && least <= 1)) {
    throw new RangeError(`countMappings: the smallest share must be in [0, 1], got ${least}`);
  }
  const counts = [...offsetHistogram(batch, predictions, mapping).values()];
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return counts.filter((count) => count >= least * rows).length;
}
