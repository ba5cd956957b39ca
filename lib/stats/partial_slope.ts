/** Slope on one of two regressors. */
import { bootstrapInterval, type BootstrapOptions } from "./bootstrap.ts";
import { mean } from "./summary.ts";

/** Part of the product of the variances below which two regressors count as collinear. */
const COLLINEAR = 1e-12;

/**
 * Slope of y on x beside a second regressor, by least squares with an intercept; 0 if the regressors are collinear or
 * constant, as in a few resamples of a bootstrap.
 *
 * @param x `[n]`
 * @param beside the second regressor, `[n]`
 * @param y `[n]`
 * @throws {RangeError} for no number, or different lengths
 */
export function partialSlope(x: readonly number[], beside: readonly number[], y: readonly number[]): number {
  if (x.length === 0 || x.length !== beside.length || x.length !== y.length) {
    throw new RangeError(
      `partialSlope: x, beside and y must have one length of 1 or more, got ${x.length}, ${beside.length}, ${y.length}`,
    );
  }
  const covariance = (a: readonly number[], b: readonly number[]) => {
    const atA = mean(a), atB = mean(b);
    return a.reduce((sum, value, i) => sum + (value - atA) * (b[i] - atB), 0);
  };
  const xx = covariance(x, x), bb = covariance(beside, beside), xb = covariance(x, beside);
  const determinant = xx * bb - xb * xb;
  return determinant <= COLLINEAR * xx * bb || xx * bb === 0
    ? 0
    : (bb * covariance(x, y) - xb * covariance(beside, y)) / determinant;
}

/**
 * {@linkcode partialSlope} with its bootstrap interval, rows resampled.
 *
 * @param columns x, the second regressor and y, each `[n]`
 * @throws {RangeError} as {@linkcode partialSlope} and {@linkcode bootstrapInterval}
 */
export function partialSlopeInterval(
  columns: readonly [x: readonly number[], beside: readonly number[], y: readonly number[]],
  options: BootstrapOptions,
): { value: number; low: number; high: number } {
  return bootstrapInterval([...columns[0].keys()], (rows) => {
    const [x, beside, y] = columns.map((values) => Array.from(rows, (i) => values[i]));
    return partialSlope(x, beside, y);
  }, options);
}
