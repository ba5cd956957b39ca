/**
 * Checks that there are at least `least` values and that all are finite.
 *
 * @param where name of the function that was called, for the message
 * @param name name of the argument, for the message
 * @throws {RangeError} otherwise
 */
export function requireFinite(where: string, name: string, values: ArrayLike<number>, least = 1): void {
  if (values.length < least) {
    throw new RangeError(`${where}: ${name} has ${values.length} values, at least ${least} are needed`);
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${where}: ${name}[${i}] is ${values[i]}, all values must be finite numbers`);
    }
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
