/** Checks of arguments that several functions share. */

/**
 * Fails unless a value is an integer of `least` or more.
 *
 * @throws {RangeError} that names function, argument and value
 */
export function requireCount(where: string, name: string, value: number, least = 1, most = Infinity): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    const allowed = most === Infinity ? `an integer ≥ ${least}` : `an integer in ${least} … ${most}`;
    throw new RangeError(`${where}: ${name} must be ${allowed}, got ${value}`);
  }
}

/**
 * Fails unless a value is positive and finite.
 *
 * @throws {RangeError} that names function, argument and value
 */
export function requirePositive(where: string, name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`${where}: ${name} must be positive and finite, got ${value}`);
  }
}

/**
 * Fails unless all values are finite, and as many as told.
 *
 * @throws {RangeError} that names function, argument and the first odd value
 */
export function requireFinite(where: string, name: string, values: ArrayLike<number>, length?: number): void {
  if (length !== undefined && values.length !== length) {
    throw new RangeError(`${where}: ${name} has ${values.length} numbers, needs ${length}`);
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${where}: ${name}[${i}] is ${values[i]}, all must be finite`);
    }
  }
}
