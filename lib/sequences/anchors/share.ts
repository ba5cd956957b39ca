/** Shares and probabilities. */

/**
 * Throws unless a number is a fraction.
 *
 * @param owner owner of the fraction, for the error
 * @throws {RangeError} for a number outside [0, 1], including NaN
 */
export function checkShare(owner: string, what: string, share: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${owner}: ${what} must be in [0, 1], got ${share}`);
}
