import { symmetricEigen } from "./symmetric_eigen.ts";
import { requireRows } from "../checks.ts";

/**
 * Eigenvalues of the covariance of rows (divided by their number), largest first: the spectrum of an embedding (paper
 * 03, figures 11 and 12).
 *
 * @param rows `[n, columns]`, two or more, such as the embeddings of the items
 * @param columns d
 * @returns d nonnegative numbers in descending order
 * @throws {RangeError} for fewer than two rows, incomplete rows, or numbers that are not finite
 */
export function covarianceSpectrum(rows: ArrayLike<number>, columns: number): Float64Array {
  const n = requireRows("covarianceSpectrum", "the matrix", rows, columns, 2);
  const mean = new Float64Array(columns);
  for (let i = 0; i < rows.length; i++) mean[i % columns] += rows[i] / n;
  const covariance = new Float64Array(columns * columns);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < columns; i++) {
      const deviation = rows[row * columns + i] - mean[i];
      for (let j = 0; j <= i; j++) {
        covariance[i * columns + j] += deviation * (rows[row * columns + j] - mean[j]) / n;
      }
    }
  }
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < i; j++) covariance[j * columns + i] = covariance[i * columns + j];
  }
  // A covariance has no negative eigenvalues; values below 0 are rounding errors.
  return symmetricEigen(covariance, columns).values.map((value) => Math.max(0, value)).reverse();
}
