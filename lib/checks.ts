/** Checks of arguments that all rooms share: each fails with what was called, what was found and what is allowed. */

/**
 * Checks that all numbers are finite.
 *
 * @param where name of the function that was called, for the message
 * @param name name of the argument, for the message
 * @param least fewest numbers
 * @throws {RangeError} for fewer numbers, or one that is not finite
 */
export function requireFinite(where: string, name: string, values: ArrayLike<number>, least = 0): void {
  if (values.length < least) {
    const found = values.length === 0 ? "is empty" : `has ${values.length} numbers`;
    throw new RangeError(`${where}: ${name} ${found}, at least ${least} are needed`);
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${where}: ${name}[${i}] is ${values[i]}, all must be finite`);
    }
  }
}

/**
 * Checks a vector of finite numbers.
 *
 * @throws {RangeError} for another length, or a number that is not finite
 */
export function requireVector(where: string, name: string, values: ArrayLike<number>, length: number): void {
  if (values.length !== length) {
    throw new RangeError(`${where}: ${name} has ${values.length} numbers, needs ${length}`);
  }
  requireFinite(where, name, values);
}

/**
 * Checks a matrix given as rows of finite numbers.
 *
 * @param values row-major
 * @param columns numbers per row
 * @param least smallest number of rows
 * @returns the number of rows
 * @throws {RangeError} if `columns` is not a positive integer, the rows are not whole or too few, or a number is not
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
 * @throws {RangeError} if it does not hold n² of them
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
 * Checks that two lengths agree.
 *
 * @throws {RangeError} otherwise
 */
export function requireSameLength(where: string, first: string, m: number, second: string, n: number): void {
  if (m !== n) throw new RangeError(`${where}: ${first} has ${m} entries but ${second} has ${n}`);
}

/**
 * Checks an index, a position or a count.
 *
 * @returns the number
 * @throws {RangeError} if it is not an integer in `low` … `high`
 */
export function requireInteger(
  where: string,
  name: string,
  value: number,
  low = 1,
  high = Infinity,
): number {
  if (Number.isInteger(value) && value >= low && value <= high) return value;
  const open = low === 1 ? "a positive integer" : `an integer of ${low} or more`;
  const allowed = high === Infinity ? open : `an integer in ${low} … ${high}`;
  throw new RangeError(`${where}: ${name} must be ${allowed}, got ${value}`);
}

/**
 * Checks a scale, a rate or a length.
 *
 * @returns the number
 * @throws {RangeError} if it is not positive and finite
 */
export function requirePositive(where: string, name: string, value: number): number {
  if (value > 0 && Number.isFinite(value)) return value;
  throw new RangeError(`${where}: ${name} must be positive and finite, got ${value}`);
}

/**
 * Checks one of several names.
 *
 * @returns the name
 * @throws {RangeError} for another name
 */
export function requireOneOf<Name extends string>(
  where: string,
  name: string,
  value: Name,
  allowed: readonly Name[],
): Name {
  if (allowed.includes(value)) return value;
  throw new RangeError(`${where}: ${name} "${value}" is unknown, allowed ${allowed.join(", ")}`);
}

/**
 * Checks settings by their known names: a misspelt one would otherwise be ignored silently.
 *
 * @param known every name there is
 * @throws {RangeError} for another name; the message lists the allowed ones
 */
export function requireKnownSettings<Settings extends object>(
  where: string,
  settings: Settings,
  known: Readonly<Record<keyof Settings, true>>,
): void {
  const unknown = Object.keys(settings).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw new RangeError(
    `${where}: the setting "${unknown}" is unknown, allowed are ${Object.keys(known).join(", ")}`,
  );
}
