/** Cosines of the angles between rows. */
import { hypot } from "./hypot.ts";
import { requireRows } from "../checks.ts";

/**
 * D_{ij} = ⟨w_i, w_j⟩/(‖w_i‖ ‖w_j‖) between the rows of one matrix and those of another.
 *
 * @param left `[m, columns]`, row-major
 * @param right `[n, columns]`, row-major
 * @returns `[m, n]`, row-major, in [−1, 1]
 * @throws {RangeError} for incomplete rows, numbers that are not finite, or a row of norm zero, which has no
 * direction
 */
export function cosineSimilarity(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  columns: number,
): Float64Array {
  const a = unitRows("cosineSimilarity", "the left matrix", left, columns);
  const b = unitRows("cosineSimilarity", "the right matrix", right, columns);
  return products(a, b, columns);
}

/**
 * {@linkcode cosineSimilarity} between the rows of one matrix (paper 03, section 2): `[n, columns]` to `[n, n]`, with
 * ones on the diagonal.
 *
 * @throws {RangeError} as {@linkcode cosineSimilarity}
 */
export function cosineSimilarityMatrix(rows: ArrayLike<number>, columns: number): Float64Array {
  const units = unitRows("cosineSimilarityMatrix", "the matrix", rows, columns), n = units.length / columns;
  const cosines = products(units, units, columns);
  for (let i = 0; i < n; i++) cosines[i * n + i] = 1;
  return cosines;
}

function products(a: Float64Array, b: Float64Array, columns: number): Float64Array {
  const n = b.length / columns;
  return Float64Array.from({ length: a.length / columns * n }, (_, k) => {
    const i = Math.floor(k / n) * columns, j = (k % n) * columns;
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += a[i + c] * b[j + c];
    // Rounding may push parallel rows past ±1.
    return Math.max(-1, Math.min(1, sum));
  });
}

function unitRows(where: string, name: string, values: ArrayLike<number>, columns: number): Float64Array {
  const rows = requireRows(where, name, values, columns), units = Float64Array.from(values);
  for (let i = 0; i < rows; i++) {
    const row = units.subarray(i * columns, (i + 1) * columns);
    // Scaled first, so squares of very small or large numbers neither underflow nor overflow.
    const largest = row.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
    if (largest === 0) {
      throw new RangeError(`${where}: row ${i} of ${name} has norm zero, so it has no direction`);
    }
    const length = hypot(row.map((value) => value / largest));
    for (let j = 0; j < columns; j++) row[j] = row[j] / largest / length;
  }
  return units;
}
