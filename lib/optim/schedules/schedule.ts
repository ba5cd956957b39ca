/** Learning rates that change with the step. */

/** The learning rate at a step, counted from 1; as text it is its name and settings. */
export type Schedule = (step: number) => number;

/** A schedule whose text, which goes into keys of results, holds its settings and not its source. */
export function namedSchedule(
  name: string,
  settings: Readonly<Record<string, number>>,
  at: Schedule,
): Schedule {
  const text = `${name}(${Object.entries(settings).map(([key, value]) => `${key} ${value}`).join(", ")})`;
  return Object.assign((step: number) => at(step), { toString: () => text });
}

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
