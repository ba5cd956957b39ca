import { incompleteGamma } from "./incomplete_gamma.ts";

/**
 * Computes the error function 2/√π ∫₀ˣ e^{−t²} dt, to about 13 digits.
 *
 * @param x any number but NaN
 * @throws {RangeError} for NaN
 */
export function erf(x: number): number {
  return Math.sign(x) * incompleteGamma(0.5, x * x).lower;
}

/**
 * Computes the distribution function of the standard normal distribution, to about 13 digits in both tails.
 *
 * @param z any number but NaN
 * @throws {RangeError} for NaN
 */
export function normalDistribution(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, z * z / 2);
  return z < 0 ? upper / 2 : 0.5 + lower / 2;
}
