/** How close a kernel matrix is to a multiple of the identity. */
import { requireInteger, requireSquare } from "../../checks.ts";
import { singularValues } from "../../linalg/singular_values.ts";

/**
 * KS = (mean K_ii − mean K_ij)/sd(K_ij), i ≠ j: the mean of the diagonal as a z-score relative to the rest, 0 for a
 * matrix without structure (paper 02, section 2; our proposal, since the paper's own form is not
 * known).
 *
 * @param kernel K of {@linkcode kernelMatrix}, `[n, n]`, row-major
 * @param n 2 or more
 * @throws {RangeError} for another number of entries, one that is not finite, or a rest without spread
 */
export function kernelScore(kernel: ArrayLike<number>, n: number): number {
  const where = "kernelScore";
  requireInteger(where, "n", n, 2, Infinity);
  requireSquare(where, "the kernel", kernel, n);
  const count = n * (n - 1), rest = Array.from(kernel).filter((_, i) => i % (n + 1) !== 0);
  const mean = rest.reduce((sum, value) => sum + value, 0) / count;
  const spread = Math.sqrt(rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  if (spread === 0) {
    throw new RangeError(`${where}: all entries beside the diagonal are ${mean}, they have no spread`);
  }
  return (diagonalMean(kernel, n) - mean) / spread;
}

/**
 * ‖K/d̄ − I‖_op with d̄ the mean of the diagonal: 0 for a multiple of the identity (paper 02, section 2, after a
 * review).
 *
 * @param kernel K, `[n, n]`, row-major
 * @param n 1 or more
 * @throws {RangeError} for another number of entries, one that is not finite, or a diagonal of mean 0
 */
export function kernelIdentityDistance(kernel: ArrayLike<number>, n: number): number {
  const where = "kernelIdentityDistance";
  requireSquare(where, "the kernel", kernel, n);
  const mean = diagonalMean(kernel, n);
  if (mean === 0) {
    throw new RangeError(`${where}: the diagonal has mean 0, the kernel cannot be scaled by it`);
  }
  const difference = Float64Array.from(kernel, (value, i) => value / mean - (i % (n + 1) === 0 ? 1 : 0));
  return singularValues(difference, n)[0];
}

function diagonalMean(matrix: ArrayLike<number>, n: number): number {
  let trace = 0;
  for (let i = 0; i < n; i++) trace += matrix[i * (n + 1)];
  return trace / n;
}
