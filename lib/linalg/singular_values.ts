import { jacobiSvd } from "./jacobi_svd.ts";
import { requireRows } from "../checks.ts";

/**
 * Singular values σ₁ ≥ σ₂ ≥ … of a row-major matrix `[m, columns]`, min(m, columns) of them, by Jacobi's rotations.
 *
 * @throws {RangeError} for incomplete rows or numbers that are not finite
 */
export function singularValues(matrix: ArrayLike<number>, columns: number): Float64Array {
  const rows = requireRows("singularValues", "the matrix", matrix, columns);
  return jacobiSvd(matrix, rows, columns).values;
}
