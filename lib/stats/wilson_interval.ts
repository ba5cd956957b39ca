/** Success rates with intervals. */

/** A success rate with its interval. */
export interface WilsonInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/**
 * The fraction of successes with its 95 % Wilson score interval (1927), which stays within 0 … 1 and does not
 * degenerate at 0 and 1.
 *
 * @param successes 0 … trials
 * @param trials 1 or more
 * @throws {RangeError} for invalid counts
 */
export function wilsonInterval(successes: number, trials: number): WilsonInterval {
  if (!Number.isInteger(trials) || trials < 1) {
    throw new RangeError(`wilsonInterval: the number of trials must be an integer ≥ 1, got ${trials}`);
  }
  if (!Number.isInteger(successes) || successes < 0 || successes > trials) {
    throw new RangeError(`wilsonInterval: successes must be an integer in 0 … ${trials}, got ${successes}`);
  }
  const value = successes / trials, scale = 1 + Z * Z / trials;
  const centre = (value + Z * Z / (2 * trials)) / scale;
  const half = Z / scale * Math.sqrt(value * (1 - value) / trials + Z * Z / (4 * trials * trials));
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
