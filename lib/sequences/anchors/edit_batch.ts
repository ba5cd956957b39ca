/** Parts of batches, and batches in another order. */
import type { AnchorBatch } from "./anchor_batch.ts";

/** Rows of a batch that satisfy a condition. */
export function rowsWhere(batch: AnchorBatch, holds: (row: number) => boolean): AnchorBatch {
  const kept = Array.from({ length: batch.rows }, (_, row) => row).filter(holds);
  const pick = (values: Int32Array) => Int32Array.from(kept, (row) => values[row]);
  const { length, tokens, labels, keys, keyPositions, mappings } = batch;
  return {
    rows: kept.length,
    length,
    tokens: Int32Array.from(kept.flatMap((row) => [...tokens.subarray(row * length, (row + 1) * length)])),
    labels: pick(labels),
    keys: pick(keys),
    keyPositions: pick(keyPositions),
    mappings: pick(mappings),
  };
}

/** Sentences with all tokens but the last, the question, in the opposite order; keys move with them. */
export function mirrored(batch: AnchorBatch): AnchorBatch {
  const { rows, length } = batch, tokens = new Int32Array(batch.tokens);
  for (let row = 0; row < rows; row++) tokens.subarray(row * length, (row + 1) * length - 1).reverse();
  return { ...batch, tokens, keyPositions: batch.keyPositions.map((at) => length - 2 - at) };
}

/** Accuracy of the rows whose key stands before a position, or at or after it; null if there is none. */
export function accuracyByPlace(
  batch: AnchorBatch,
  predictions: ArrayLike<number>,
  border: number,
  side: "before" | "from",
): number | null {
  const rows = Array.from({ length: batch.rows }, (_, row) => row)
    .filter((row) => (batch.keyPositions[row] < border) === (side === "before"));
  return rows.length === 0
    ? null
    : rows.filter((row) => predictions[row] === batch.labels[row]).length / rows.length;
}
