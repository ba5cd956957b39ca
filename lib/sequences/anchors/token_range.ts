/** Closed ranges of token values. */

/** The integers `from` … `to`, both included. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** Number of tokens of a range. */
export function rangeSize({ from, to }: TokenRange): number {
  return to - from + 1;
}

/** Whether a token lies in a range. */
export function inRange({ from, to }: TokenRange, token: number): boolean {
  return token >= from && token <= to;
}

/**
 * Throws unless a range has integer ends, 0 ≤ from ≤ to.
 *
 * @throws {RangeError} for an empty range or a negative end
 * @throws {TypeError} for ends that are not integers
 */
export function checkRange(what: string, { from, to }: TokenRange): void {
  if (!Number.isInteger(from) || !Number.isInteger(to)) {
    throw new TypeError(`${what}: the ends of a token range must be integers, got ${from} … ${to}`);
  }
  if (from < 0 || from > to) {
    throw new RangeError(`${what}: a token range needs 0 ≤ from ≤ to, got ${from} … ${to}`);
  }
}

/**
 * Throws unless a value is a token of a vocabulary.
 *
 * @throws {TypeError} for a value that is not an integer
 * @throws {RangeError} for one outside 0 … vocabulary − 1
 */
export function checkToken(what: string, token: number, vocabulary: number): void {
  if (!Number.isInteger(token)) throw new TypeError(`${what}: a token must be an integer, got ${token}`);
  if (token < 0 || token >= vocabulary) {
    throw new RangeError(`${what}: token ${token} is outside the vocabulary 0 … ${vocabulary - 1}`);
  }
}
