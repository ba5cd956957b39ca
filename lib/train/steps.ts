/** Steps at which a training is read. */

function requireLast(caller: string, last: number): void {
  if (!Number.isInteger(last) || last < 0) {
    throw new RangeError(`${caller}: the last step must be a non-negative integer, got ${last}`);
  }
}

/**
 * 0, `every`, 2·`every`, …, and `last`.
 *
 * @throws {RangeError} if `every` is not a positive or `last` not a non-negative integer
 */
export function everySteps(every: number, last: number): number[] {
  if (!Number.isInteger(every) || every < 1) {
    throw new RangeError(`everySteps: steps between logs must be a positive integer, got ${every}`);
  }
  requireLast("everySteps", last);
  const steps = Array.from({ length: Math.floor(last / every) + 1 }, (_, i) => i * every);
  return steps[steps.length - 1] === last ? steps : [...steps, last];
}

/**
 * About `count` distinct steps from 0 to `last`, evenly spaced in the logarithm of step + 1.
 *
 * @throws {RangeError} if `count` is not an integer of 2 or more, or `last` not a non-negative integer
 */
export function logarithmicSteps(count: number, last: number): number[] {
  if (!Number.isInteger(count) || count < 2) {
    throw new RangeError(`logarithmicSteps: the count must be an integer of 2 or more, got ${count}`);
  }
  requireLast("logarithmicSteps", last);
  const steps = Array.from({ length: count }, (_, i) => Math.round((last + 1) ** (i / (count - 1))) - 1);
  return [...new Set(steps)];
}
