import { requireRows } from "../../checks.ts";

/**
 * Softmax of each row of a matrix.
 *
 * @param columns numbers per row
 * @returns rows that sum to 1, row-major
 * @throws {RangeError} for incomplete rows, or numbers that are not finite
 */
export function softmaxRows(matrix: ArrayLike<number>, columns: number): Float64Array {
  const rows = requireRows("softmaxRows", "the matrix", matrix, columns), result = Float64Array.from(matrix);
  for (let i = 0; i < rows; i++) {
    const row = result.subarray(i * columns, (i + 1) * columns);
    const highest = row.reduce((top, value) => Math.max(top, value), -Infinity);
    const sum = row.reduce((total, value, j) => total + (row[j] = Math.exp(value - highest)), 0);
    row.forEach((value, j) => row[j] = value / sum);
  }
  return result;
}
