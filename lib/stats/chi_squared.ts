import { requirePositive } from "../checks.ts";
import { incompleteGamma } from "./incomplete_gamma.ts";

/**
 * Computes the probability that a chi-squared number exceeds x.
 *
 * @param x 0 or more
 * @param freedom degrees of freedom, positive
 * @throws {RangeError} for an x below 0, or degrees that are not positive and finite
 */
export function chiSquaredSurvival(x: number, freedom: number): number {
  requirePositive("chiSquaredSurvival", "freedom", freedom);
  if (!(x >= 0)) throw new RangeError(`chiSquaredSurvival: x must be 0 or more, got ${x}`);
  return incompleteGamma(freedom / 2, x / 2).upper;
}

/**
 * Computes the number below which a chi-squared number lies with probability p, by bisection.
 *
 * @param p probability in [0, 1)
 * @param freedom degrees of freedom, positive
 * @throws {RangeError} for a probability outside [0, 1), or degrees that are not positive and finite
 */
export function chiSquaredQuantile(p: number, freedom: number): number {
  requirePositive("chiSquaredQuantile", "freedom", freedom);
  if (!(p >= 0 && p < 1)) {
    throw new RangeError(`chiSquaredQuantile: the probability must lie in [0, 1), got ${p}`);
  }
  // The smaller tail decides, so that neither end loses digits.
  const below = (x: number) => {
    const { lower, upper } = incompleteGamma(freedom / 2, x / 2);
    return p < 0.5 ? lower < p : upper > 1 - p;
  };
  let low = 0, high = freedom + 1;
  while (below(high)) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = (low + high) / 2;
    if (below(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
