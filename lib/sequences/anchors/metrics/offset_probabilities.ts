/** The probability that a network gives to the key plus an offset. */
import type { AnchorBatch } from "../anchor_batch.ts";
import { checkRows } from "./checks.ts";

/** Maximum distance from 1 of the sum of a row of probabilities. */
const TOLERANCE = 1e-4;

/**
 * p(x + offset) of each row, e.g. p(x) and p(x + 1) of the statistical task (paper 07, E10).
 *
 * @param probabilities of the last position, row-major `[rows, vocabulary]`
 * @returns `[rows]`
 * @throws {RangeError} for another number of probabilities, rows that do not sum to 1 (tolerance 1e-4) or have a
 *   negative
 * number or NaN, or a key plus offset outside the vocabulary
 */
export function offsetProbabilities(
  batch: AnchorBatch,
  probabilities: ArrayLike<number>,
  vocabulary: number,
  offset: number,
): Float64Array {
  checkRows("offsetProbabilities", batch.rows, {});
  if (probabilities.length !== batch.rows * vocabulary) {
    throw new RangeError(
      `offsetProbabilities: ${probabilities.length} numbers for ${batch.rows} rows of ${vocabulary} tokens`,
    );
  }
  return Float64Array.from(batch.keys, (key, row) => {
    const token = key + offset;
    if (!Number.isInteger(token) || token < 0 || token >= vocabulary) {
      throw new RangeError(
        `offsetProbabilities: token ${token} in row ${row}, allowed 0 … ${vocabulary - 1}`,
      );
    }
    let sum = 0, least = Infinity;
    for (let i = row * vocabulary; i < (row + 1) * vocabulary; i++) {
      sum += probabilities[i];
      least = Math.min(least, probabilities[i]);
    }
    if (!(Math.abs(sum - 1) <= TOLERANCE && least >= 0)) {
      throw new RangeError(
        `offsetProbabilities: row ${row} sums to ${sum} with least ${least}, allowed are numbers ≥ 0 that sum to 1`,
      );
    }
    return probabilities[row * vocabulary + token];
  });
}
