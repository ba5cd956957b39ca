/** Checks that optimizers and schedules share. */

/**
 * A number that must be positive and finite.
 *
 * @throws {RangeError} where it is not
 */
export function requirePositive(caller: string, what: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${caller}: ${what} must be positive and finite, got ${value}`);
  }
}

/**
 * A number of steps.
 *
 * @throws {RangeError} where it is not an integer of `least` or more
 */
export function requireSteps(caller: string, what: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`${caller}: ${what} must be an integer of ${least} or more, got ${value}`);
  }
}

/**
 * Settings by their known names: a misspelt one would be left out without a word.
 *
 * @param known every name there is
 * @throws {RangeError} for another name, which it names beside those that are allowed
 */
export function requireKnownSettings<Settings extends object>(
  caller: string,
  settings: Settings,
  known: Readonly<Record<keyof Settings, true>>,
): void {
  const unknown = Object.keys(settings).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw new RangeError(
    `${caller}: the setting "${unknown}" is unknown, allowed are ${Object.keys(known).join(", ")}`,
  );
}
