/** Fractions of correct answers. */
import type { AnchorBatch } from "../anchor_batch.ts";
import { checkRows, checkTokens } from "./checks.ts";

/**
 * Fraction of rows whose prediction at the last position is the label (both papers).
 *
 * @param predictions tokens `[rows]`
 * @param labels tokens `[rows]`
 * @throws {RangeError} for no row, or different numbers of predictions and labels
 * @throws {TypeError} for predictions that are not integers
 */
export function lastTokenAccuracy(predictions: ArrayLike<number>, labels: ArrayLike<number>): number {
  checkRows("lastTokenAccuracy", labels.length, { predictions });
  checkTokens("lastTokenAccuracy", predictions);
  let right = 0;
  for (let row = 0; row < labels.length; row++) if (predictions[row] === labels[row]) right++;
  return right / labels.length;
}

/**
 * The accuracy of each mapping that occurs, by its index (bars of paper 07's E7 and E9, pair accuracies of paper 03).
 *
 * @param predictions tokens `[rows]`
 * @throws {RangeError} for no row, or another number of predictions
 * @throws {TypeError} for predictions that are not integers
 */
export function accuracyByMapping(batch: AnchorBatch, predictions: ArrayLike<number>): Map<number, number> {
  checkRows("accuracyByMapping", batch.rows, { predictions });
  checkTokens("accuracyByMapping", predictions);
  const right = new Map<number, number>(), all = new Map<number, number>();
  for (let row = 0; row < batch.rows; row++) {
    const mapping = batch.mappings[row];
    all.set(mapping, (all.get(mapping) ?? 0) + 1);
    right.set(mapping, (right.get(mapping) ?? 0) + Number(predictions[row] === batch.labels[row]));
  }
  return new Map([...all].sort(([a], [b]) => a - b).map(([m, count]) => [m, right.get(m)! / count]));
}
