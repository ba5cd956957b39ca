/** Checks that optimizers and schedules share. */

/**
 * A number that must be positive and finite.
 *
 * @throws RangeError where it is not
 */
export function requirePositive(caller: string, what: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${caller}: ${what} must be positive and finite, got ${value}`);
  }
}

/**
 * A number of steps.
 *
 * @throws RangeError where it is not an integer of `least` or more
 */
export function requireSteps(caller: string, what: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`${caller}: ${what} must be an integer of ${least} or more, got ${value}`);
  }
}
