import { requireFinite, requireSameLength } from "../checks.ts";

/**
 * Kendall's τ of two lists: concordant pairs minus discordant pairs, divided by all pairs (τ-a: a pair that is tied in
 * either list counts for neither).
 *
 * @param x two finite numbers or more
 * @param y as many
 * @returns a number in [−1, 1]; 0 if a list is constant
 * @throws {RangeError} for lists of different lengths, fewer than two numbers, or one that is not finite
 */
export function kendallTau(x: ArrayLike<number>, y: ArrayLike<number>): number {
  requireSameLength("kendallTau", "x", x.length, "y", y.length);
  if (x.length < 2) throw new RangeError(`kendallTau: needs two pairs or more, got ${x.length}`);
  requireFinite("kendallTau", "x", x);
  requireFinite("kendallTau", "y", y);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) sum += Math.sign(x[i] - x[j]) * Math.sign(y[i] - y[j]);
  }
  return sum / (x.length * (x.length - 1) / 2);
}
