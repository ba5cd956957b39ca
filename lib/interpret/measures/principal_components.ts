import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { requireInteger, requireRows } from "./checks.ts";
import { leadingSign } from "./leading_sign.ts";

/** Directions of largest variance, and the rows seen along them. */
export interface PrincipalComponents {
  /** `[count, columns]`: orthonormal rows, each with a positive entry of largest modulus (the first, on a tie) */
  readonly components: Float64Array;
  /** variance along each (divided by n), falling */
  readonly variances: Float64Array;
  /** share of the total variance of each */
  readonly explained: Float64Array;
  /** `[n, count]`: centred rows times components, for a map of the rows */
  readonly scores: Float64Array;
  /** mean row that was subtracted, `[columns]` */
  readonly mean: Float64Array;
}

/**
 * Principal component analysis of rows, by ml-matrix's singular values of the centred matrix.
 *
 * The sign of a component is free; the convention here is that of `principalDirection` in `linalg`, which finds the
 * first one of data that is too large for this. Components of equal variance may be any basis of their plane.
 *
 * @param rows n rows, two or more, row-major
 * @param columns d
 * @param count number of components, 1 … min(n − 1, d)
 * @throws {RangeError} for rows that are not whole or too few, numbers that are not finite, a count out of range, or rows
 * that are all equal
 */
export function principalComponents(
  rows: ArrayLike<number>,
  columns: number,
  count: number,
): PrincipalComponents {
  const where = "principalComponents", n = requireRows(where, "the matrix", rows, columns, 2);
  requireInteger(where, "the number of components", count, 1, Math.min(n - 1, columns));
  const mean = new Float64Array(columns);
  for (let i = 0; i < rows.length; i++) mean[i % columns] += rows[i] / n;
  // The entries themselves, since the variance of equal rows is not exactly zero once the mean is rounded.
  if (Array.from(rows).every((value, i) => value === rows[i % columns])) {
    throw new RangeError(`${where}: the ${n} rows are equal, so no direction is principal`);
  }
  const centred = Float64Array.from({ length: rows.length }, (_, i) => rows[i] - mean[i % columns]);
  const total = centred.reduce((sum, value) => sum + value * value, 0) / n;
  const found = new SingularValueDecomposition(Matrix.from1DArray(n, columns, centred), {
    computeLeftSingularVectors: false,
    autoTranspose: true,
  });
  const { diagonal, rightSingularVectors } = found;
  const order = diagonal.map((_, k) => k).sort((a, b) => diagonal[b] - diagonal[a]).slice(0, count);
  const components = Float64Array.from(order.flatMap((k) => {
    const direction = rightSingularVectors.getColumn(k), sign = leadingSign(direction);
    return direction.map((value) => sign * value);
  }));
  const scores = Float64Array.from({ length: n * count }, (_, at) => {
    const row = Math.floor(at / count) * columns, component = (at % count) * columns;
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += centred[row + j] * components[component + j];
    return sum;
  });
  const variances = Float64Array.from(order, (k) => diagonal[k] ** 2 / n);
  return { components, variances, explained: variances.map((value) => value / total), scores, mean };
}
