/** Shares and probabilities. */

/**
 * Fails unless a number is a share.
 *
 * @throws RangeError for a number outside [0, 1], NaN included
 */
export function checkShare(what: string, share: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${what} must be in [0, 1], got ${share}`);
}
