import { binaryScale } from "../stats/binary_scale.ts";
import { jacobiSvd } from "./jacobi_svd.ts";
import { unitBeyond } from "./orthogonalise.ts";
import { requireInteger, requireRows } from "../checks.ts";
import { leadingSign } from "./leading_sign.ts";

/** Fraction of the largest singular value below which a singular value is rounding error and has no direction. */
const NEGLIGIBLE = 1e-13;

/** Directions of largest variance, and the rows projected on them. */
export interface PrincipalComponents {
  /** `[count, columns]`: orthonormal rows, each with a positive entry of largest modulus (the first, on a tie) */
  readonly components: Float64Array;
  /** variance along each (divided by n), in descending order; ∞ if it exceeds the largest number */
  readonly variances: Float64Array;
  /** fraction of the total variance of each */
  readonly explained: Float64Array;
  /** `[n, count]`: centred rows times components, for a map of the rows */
  readonly scores: Float64Array;
  /** mean row that was subtracted, `[columns]` */
  readonly mean: Float64Array;
}

/**
 * Principal component analysis of rows, by Jacobi's singular value decomposition of the centred matrix.
 *
 * The sign of a component is free; the convention here is that of `principalDirection` in `linalg`, which finds the
 * first component of data that are too large for this function. Components of equal variance may be any basis of their
 * plane.
 *
 * @param rows n rows, two or more, row-major
 * @param columns d
 * @param count number of components, 1 … min(n − 1, d)
 * @throws {RangeError} for incomplete rows or too few, numbers that are not finite, a count out of range, or rows
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
  const scale = binaryScale(centred), sized = centred.map((value) => value / scale);
  const total = sized.reduce((sum, value) => sum + value * value, 0) / n;
  const { values, right } = jacobiSvd(sized, n, columns), shown = values.subarray(0, count);
  const directions: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    const found = values[k] > NEGLIGIBLE * values[0]
      ? Float64Array.from({ length: columns }, (_, j) => right[j * values.length + k])
      : unitBeyond(directions, columns);
    const sign = leadingSign(found);
    directions.push(found.map((value) => sign * value));
  }
  const components = Float64Array.from(directions.flatMap((direction) => [...direction]));
  const scores = Float64Array.from({ length: n * count }, (_, at) => {
    const row = Math.floor(at / count) * columns, component = (at % count) * columns;
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += centred[row + j] * components[component + j];
    return sum;
  });
  const variances = shown.map((value) => value ** 2 / n);
  return {
    components,
    variances: variances.map((value) => value * scale * scale),
    explained: variances.map((value) => value / total),
    scores,
    mean,
  };
}
