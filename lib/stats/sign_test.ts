import { requireInteger } from "../checks.ts";

/**
 * Computes the probability that of `trials` fair coins `successes` or more show heads: the one-sided sign test.
 *
 * @throws {RangeError} where the counts are no integers with 0 ≤ successes ≤ trials ≤ 1000
 */
export function signTest(successes: number, trials: number): number {
  requireInteger("signTest", "trials", trials, 1, 1000);
  requireInteger("signTest", "successes", successes, 0, trials);
  let ways = 2 ** -trials, sum = 0;
  for (let k = trials; k >= successes; k--) {
    sum += ways;
    ways *= k / (trials - k + 1);
  }
  return Math.min(1, sum);
}
