import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { requireRows } from "./checks.ts";

/**
 * Singular values σ₁ ≥ σ₂ ≥ … of a row-major matrix `[m, columns]`, min(m, columns) of them, by ml-matrix.
 *
 * @throws {RangeError} for rows that are not whole or numbers that are not finite
 */
export function singularValues(matrix: ArrayLike<number>, columns: number): Float64Array {
  const rows = requireRows("singularValues", "the matrix", matrix, columns);
  const { diagonal } = new SingularValueDecomposition(Matrix.from1DArray(rows, columns, matrix), {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  });
  return Float64Array.from(diagonal).sort().reverse().subarray(0, Math.min(rows, columns));
}
