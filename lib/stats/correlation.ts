import { sampleCorrelation } from "simple-statistics";
import { binaryScale } from "./binary_scale.ts";
import { requireFinite, requireSameLength } from "../checks.ts";

/**
 * Computes Pearson's correlation coefficient.
 *
 * @param x at least two finite numbers, not all equal
 * @param y as many, not all equal
 * @returns a number in [−1, 1]
 * @throws {RangeError} if the lengths differ, there are fewer than two pairs, a number is not finite, or x or y is
 * constant
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  requirePairs("pearson", x, y);
  return clamp(sampleCorrelation(sized(x), sized(y)));
}

/**
 * Computes Spearman's rank correlation, with average ranks for ties.
 *
 * @param x at least two finite numbers, not all equal
 * @param y as many, not all equal
 * @returns a number in [−1, 1]
 * @throws {RangeError} as {@link pearson}
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  requirePairs("spearman", x, y);
  return clamp(sampleCorrelation(Array.from(averageRanks(x)), Array.from(averageRanks(y))));
}

/**
 * Ranks values from 1 (smallest) up; equal values share the average of their ranks.
 *
 * @param values finite numbers
 * @throws {RangeError} if there is none or one is not finite
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  requireFinite("averageRanks", "values", values, 1);
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let i = start; i < end; i++) ranks[order[i]] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** A correlation does not depend on a scale factor, but its computation may overflow or underflow. */
function sized(values: ArrayLike<number>): number[] {
  const scale = binaryScale(values);
  return Array.from(values, (value) => value / scale);
}

function requirePairs(where: string, x: ArrayLike<number>, y: ArrayLike<number>): void {
  requireSameLength(where, "x", x.length, "y", y.length);
  for (const [name, values] of [["x", x], ["y", y]] as const) {
    requireFinite(where, name, values, 2);
    if (Array.from(values).every((value) => value === values[0])) {
      throw new RangeError(`${where}: ${name} is constant (${values[0]}), a correlation needs variation`);
    }
  }
}

/** Rounding may push a perfect correlation past ±1. */
function clamp(correlation: number): number {
  return Math.max(-1, Math.min(1, correlation));
}
