/** Shares and probabilities. */

/**
 * Throws unless a number is a share.
 *
 * @param owner what has the share, for the error
 * @throws {RangeError} for a number outside [0, 1], NaN included
 */
export function checkShare(owner: string, what: string, share: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${owner}: ${what} must be in [0, 1], got ${share}`);
}
