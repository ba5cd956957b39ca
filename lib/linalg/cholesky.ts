import { requireSquare } from "../checks.ts";

/** The factor of a positive definite matrix, A = L Lᵀ. */
export interface Cholesky {
  readonly n: number;
  /** L, `[n, n]` row-major; what is above the diagonal is 0 */
  readonly factor: Float64Array;
  /** log det A */
  readonly logDeterminant: number;
}

/**
 * Factors a symmetric positive definite matrix (Golub and Van Loan, Matrix Computations, 4.2); reads its lower half.
 *
 * @param matrix `[n, n]`, row-major
 * @returns `null` where a pivot is not above `tolerance` times the diagonal entry that it came from: the matrix is then
 * singular to rounding, or indefinite
 * @throws {RangeError} where the matrix does not hold n² finite numbers
 */
export function cholesky(matrix: ArrayLike<number>, n: number, tolerance = 2 ** -46): Cholesky | null {
  requireSquare("cholesky", "the matrix", matrix, n);
  const factor = new Float64Array(n * n);
  let logDeterminant = 0;
  for (let row = 0; row < n; row++) {
    const here = row * n;
    for (let column = 0; column <= row; column++) {
      const other = column * n;
      let rest = matrix[here + column];
      for (let k = 0; k < column; k++) rest -= factor[here + k] * factor[other + k];
      if (column < row) factor[here + column] = rest / factor[other + column];
      else {
        if (!(rest > tolerance * matrix[here + row])) return null;
        factor[here + row] = Math.sqrt(rest);
        logDeterminant += Math.log(rest);
      }
    }
  }
  return { n, factor, logDeterminant };
}

/** A⁻¹, `[n, n]` row-major. */
export function choleskyInverse({ n, factor }: Cholesky): Float64Array {
  const low = new Float64Array(n * n); // L⁻¹
  for (let column = 0; column < n; column++) {
    low[column * n + column] = 1 / factor[column * n + column];
    for (let row = column + 1; row < n; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) sum -= factor[row * n + k] * low[k * n + column];
      low[row * n + column] = sum / factor[row * n + row];
    }
  }
  const inverse = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = row; k < n; k++) sum += low[k * n + row] * low[k * n + column];
      inverse[row * n + column] = inverse[column * n + row] = sum;
    }
  }
  return inverse;
}

/** A⁻¹ b, `[n]`. */
export function choleskySolve({ n, factor }: Cholesky, right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) x[row] -= factor[row * n + k] * x[k];
    x[row] /= factor[row * n + row];
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row] -= factor[k * n + row] * x[k];
    x[row] /= factor[row * n + row];
  }
  return x;
}

/**
 * xᵀ A⁻¹ x, by one triangular solution.
 *
 * @param vectors holds x in `at … at + n − 1`
 * @param work n numbers that are written
 */
export function choleskyQuadratic(
  { n, factor }: Cholesky,
  vectors: Float64Array,
  at: number,
  work: Float64Array,
): number {
  let sum = 0;
  for (let row = 0; row < n; row++) {
    const here = row * n;
    let rest = vectors[at + row];
    for (let k = 0; k < row; k++) rest -= factor[here + k] * work[k];
    work[row] = rest /= factor[here + row];
    sum += rest * rest;
  }
  return sum;
}
