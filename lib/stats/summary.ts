import * as statistics from "simple-statistics";
import { binaryScale } from "./binary_scale.ts";
import { requireFinite } from "../checks.ts";

/**
 * Computes the mean.
 *
 * @param values at least one finite number
 * @throws {RangeError} if there is none or one is not finite
 */
export function mean(values: ArrayLike<number>): number {
  requireFinite("mean", "values", values, 1);
  const scale = binaryScale(values);
  return scale * statistics.mean(Array.from(values, (value) => value / scale));
}

/**
 * Computes the sample standard deviation (divisor n − 1).
 *
 * @param values at least two finite numbers
 * @throws {RangeError} if there are fewer, one is not finite, or the deviation exceeds the largest number
 */
export function standardDeviation(values: ArrayLike<number>): number {
  requireFinite("standardDeviation", "values", values, 2);
  const scale = binaryScale(values);
  const found = scale * statistics.sampleStandardDeviation(Array.from(values, (value) => value / scale));
  if (found === Infinity) {
    throw new RangeError(`standardDeviation: it exceeds the largest number, ${Number.MAX_VALUE}`);
  }
  return found;
}

/**
 * Computes the median (the mean of the middle two for an even number of values).
 *
 * @param values at least one finite number
 * @throws {RangeError} if there is none or one is not finite
 */
export function median(values: ArrayLike<number>): number {
  requireFinite("median", "values", values, 1);
  const scale = binaryScale(values);
  return scale * statistics.median(Array.from(values, (value) => value / scale));
}

/**
 * Computes a quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default of
 * NumPy and R).
 *
 * @param values at least one finite number
 * @param p probability in [0, 1]
 * @throws {RangeError} if there is no value, one is not finite, or `p` is outside [0, 1]
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  requireFinite("quantile", "values", values, 1);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: the probability must lie in [0, 1], got ${p}`);
  return quantileOfSorted(Float64Array.from(values).sort(), p);
}

/** {@link quantile} of values that are known to be finite and ascending. */
export function quantileOfSorted(sorted: Float64Array, p: number): number {
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  const share = position - below, gap = sorted[above] - sorted[below];
  return gap < Infinity ? sorted[below] + share * gap : (1 - share) * sorted[below] + share * sorted[above];
}
