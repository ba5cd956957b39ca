import { requireInteger, requireSquare } from "../../checks.ts";

/**
 * Mean of the diagonal over the mean of the rest: above 1 if values are copied through (paper 07, section 2).
 *
 * @param matrix C, `[n, n]`, row-major, not negative
 * @param n 2 or more
 * @throws {RangeError} for another number of entries, an entry below 0 or not finite, or a rest that is 0
 */
export function diagonalDominance(matrix: ArrayLike<number>, n: number): number {
  const where = "diagonalDominance";
  requireInteger(where, "n", n, 2, Infinity);
  requireSquare(where, "the matrix", matrix, n);
  let diagonal = 0, rest = 0;
  for (let i = 0; i < n * n; i++) {
    if (matrix[i] < 0) {
      throw new RangeError(`${where}: entry ${i} is ${matrix[i]}, all must be 0 or more`);
    }
    if (i % (n + 1) === 0) diagonal += matrix[i];
    else rest += matrix[i];
  }
  if (rest === 0) {
    throw new RangeError(`${where}: everything beside the diagonal is 0, the ratio is not finite`);
  }
  return (diagonal / n) / (rest / (n * (n - 1)));
}
