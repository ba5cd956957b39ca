/** Checks that the measures share. */

/**
 * Checks a matrix given as rows of finite numbers.
 *
 * @param where name of the function that was called, for the message
 * @param name name of the argument, for the message
 * @param values row-major
 * @param columns numbers a row
 * @param least smallest number of rows
 * @returns the number of rows
 * @throws {RangeError} where `columns` is no positive integer, the rows are not whole or too few, or a number is not
 * finite
 */
export function requireRows(
  where: string,
  name: string,
  values: ArrayLike<number>,
  columns: number,
  least = 1,
): number {
  if (!Number.isInteger(columns) || columns < 1) {
    throw new RangeError(`${where}: the columns of ${name} must be a positive integer, got ${columns}`);
  }
  if (values.length % columns !== 0) {
    throw new RangeError(
      `${where}: ${name} has ${values.length} numbers, which are no whole rows of ${columns}`,
    );
  }
  const rows = values.length / columns;
  if (rows < least) throw new RangeError(`${where}: ${name} needs ${least} rows or more, got ${rows}`);
  requireFinite(where, name, values);
  return rows;
}

/**
 * Checks a square matrix of finite numbers.
 *
 * @throws {RangeError} where it does not hold n² of them
 */
export function requireSquare(where: string, name: string, values: ArrayLike<number>, n: number): void {
  if (!Number.isInteger(n) || n < 1 || values.length !== n * n) {
    throw new RangeError(
      `${where}: ${name} has ${values.length} numbers, which are no matrix of ${n} × ${n}`,
    );
  }
  requireFinite(where, name, values);
}

/**
 * Checks that all numbers are finite.
 *
 * @throws {RangeError} that names the first that is not
 */
export function requireFinite(where: string, name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${where}: ${name}[${i}] is ${values[i]}, all numbers must be finite`);
    }
  }
}

/**
 * Checks an index, a position or a count that must lie in `low` … `high`.
 *
 * @throws {RangeError} where it is no integer of that range
 */
export function requireInteger(where: string, name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`${where}: ${name} must be an integer in ${low} … ${high}, got ${value}`);
  }
}

/**
 * Checks that two lengths agree.
 *
 * @throws {RangeError} otherwise
 */
export function requireSameLength(where: string, first: string, m: number, second: string, n: number): void {
  if (m !== n) throw new RangeError(`${where}: ${first} has ${m} entries but ${second} has ${n}`);
}
