import { requireSameLength, requireVector } from "../checks.ts";

/**
 * Ignition delay: the time of the largest dT/dt, by central differences on a grid.
 *
 * @param times s, evenly spaced, three or more
 * @param temperatures K, one for each time
 * @returns s, one of `times`
 * @throws {RangeError} for different or too short lists, or numbers that are not finite
 */
export function ignitionDelay(times: ArrayLike<number>, temperatures: ArrayLike<number>): number {
  requireSameLength("ignitionDelay", "times", times.length, "temperatures", temperatures.length);
  if (times.length < 3) {
    throw new RangeError(`ignitionDelay: three times or more are needed, got ${times.length}`);
  }
  requireVector("ignitionDelay", "times", times, times.length);
  requireVector("ignitionDelay", "temperatures", temperatures, times.length);
  let best = 0, steepest = -Infinity;
  for (let i = 0; i < times.length; i++) {
    const before = Math.max(0, i - 1), after = Math.min(times.length - 1, i + 1);
    const slope = (temperatures[after] - temperatures[before]) / (times[after] - times[before]);
    if (slope > steepest) [best, steepest] = [i, slope];
  }
  return times[best];
}
