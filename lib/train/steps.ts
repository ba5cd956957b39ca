/** Which steps of a training are looked at. */

/** 0, `every`, 2·`every`, …, and `last`. */
export function everySteps(every: number, last: number): number[] {
  if (!Number.isInteger(every) || every < 1) {
    throw new RangeError(`steps between logs must be a positive integer, got ${every}`);
  }
  const steps = Array.from({ length: Math.floor(last / every) + 1 }, (_, i) => i * every);
  return steps[steps.length - 1] === last ? steps : [...steps, last];
}

/** About `count` different steps from 0 to `last`, evenly spaced in the logarithm of step + 1. */
export function logarithmicSteps(count: number, last: number): number[] {
  if (!Number.isInteger(count) || count < 2) {
    throw new RangeError(`logarithmicSteps: needs two or more, got ${count}`);
  }
  const steps = Array.from({ length: count }, (_, i) => Math.round((last + 1) ** (i / (count - 1))) - 1);
  return [...new Set(steps)];
}
