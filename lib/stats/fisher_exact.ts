import { requireInteger } from "../checks.ts";

/** Successes among trials. */
export interface Successes {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Computes Fisher's exact test: the probability that the first of two samples has at least as many successes as observed, given those
 * of both together, if both have one rate (one-sided).
 *
 * @throws {RangeError} if a number is no non-negative integer, or there are more successes than trials
 */
export function fisherExact(first: Successes, second: Successes): number {
  for (const { successes, trials } of [first, second]) {
    requireInteger("fisherExact", "trials", trials, 0);
    requireInteger("fisherExact", "successes", successes, 0, trials);
  }
  const all = first.successes + second.successes, most = Math.min(first.trials, all);
  const whole = logChoose(first.trials + second.trials, all);
  let sum = 0;
  for (let k = first.successes; k <= most; k++) {
    if (all - k > second.trials) continue;
    sum += Math.exp(logChoose(first.trials, k) + logChoose(second.trials, all - k) - whole);
  }
  return Math.min(1, sum);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}
