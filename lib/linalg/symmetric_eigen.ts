import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { binaryScale } from "../stats/binary_scale.ts";

/** Eigenvalues λ_j, ascending, and orthonormal eigenvectors v_j of a symmetric matrix. */
export interface SymmetricEigen {
  /** n eigenvalues in ascending order */
  readonly values: Float64Array;
  /** n × n row-major; row j is the unit eigenvector of `values[j]` */
  readonly vectors: Float64Array;
}

/** Largest |a_ij − a_ji| that counts as rounding, relative to the largest entry. */
const SYMMETRY_TOLERANCE = 1e-6;

/**
 * Decomposes a symmetric matrix, A = Σ_j λ_j v_j v_jᵀ, by ml-matrix (Householder reduction and QL iterations).
 *
 * @param matrix n × n, row-major; entries that differ from their mirror image by rounding are averaged
 * @param n number of rows, at least 1
 * @throws {RangeError} if the matrix does not hold n² finite numbers or is not symmetric
 */
export function symmetricEigen(matrix: ArrayLike<number>, n: number): SymmetricEigen {
  if (!Number.isInteger(n) || n < 1 || matrix.length !== n * n) {
    throw new RangeError(`symmetricEigen: ${matrix.length} numbers are no matrix of ${n} × ${n}`);
  }
  let largest = 0;
  for (let i = 0; i < n * n; i++) {
    if (!Number.isFinite(matrix[i])) throw new RangeError(`symmetricEigen: entry ${i} is ${matrix[i]}`);
    largest = Math.max(largest, Math.abs(matrix[i]));
  }
  const even = Matrix.zeros(n, n), scale = binaryScale(matrix);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const here = matrix[row * n + column], there = matrix[column * n + row];
      if (Math.abs(here - there) > SYMMETRY_TOLERANCE * largest) {
        throw new RangeError(
          `symmetricEigen: the matrix is not symmetric: ${here} at (${row}, ${column}), ${there} at (${column}, ${row})`,
        );
      }
      even.set(row, column, (here / scale + there / scale) / 2);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(even, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, j) => j).sort((a, b) => realEigenvalues[a] - realEigenvalues[b]);
  return {
    values: Float64Array.from(order, (j) => scale * realEigenvalues[j]),
    vectors: Float64Array.from(order.flatMap((j) => eigenvectorMatrix.getColumn(j))),
  };
}
