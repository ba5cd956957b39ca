/** Checks that the metrics share. */

/**
 * Throws unless arrays have one entry per row, and at least one row.
 *
 * @throws {RangeError} otherwise
 */
export function checkRows(
  caller: string,
  rows: number,
  arrays: Readonly<Record<string, ArrayLike<number>>>,
): void {
  if (rows === 0) throw new RangeError(`${caller}: no row to measure, needs one or more`);
  for (const [name, { length }] of Object.entries(arrays)) {
    if (length !== rows) throw new RangeError(`${caller}: ${length} ${name} for ${rows} rows`);
  }
}

/**
 * Throws unless all predictions are tokens.
 *
 * @throws {TypeError} for one that is not an integer
 */
export function checkTokens(caller: string, tokens: ArrayLike<number>): void {
  for (let row = 0; row < tokens.length; row++) {
    if (!Number.isInteger(tokens[row])) {
      throw new TypeError(`${caller}: row ${row} has ${tokens[row]}, a token must be an integer`);
    }
  }
}
