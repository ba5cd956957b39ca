/** Points of a domain, where losses are averaged. */
import type { Generator } from "../random/mod.ts";

/** A closed interval of one axis. */
export type Interval = readonly [from: number, to: number];

/** Points `[count, axes]`, row-major. */
export interface Points {
  readonly count: number;
  readonly axes: number;
  readonly values: Float64Array;
}

/** Fewer points resolve no useful frequency. */
const LEAST_POINTS = 8;

/**
 * Throws unless an interval is finite and not empty.
 *
 * @throws {RangeError} for `from >= to` or a bound that is not finite
 */
export function checkInterval(caller: string, [from, to]: Interval): void {
  if (!Number.isFinite(from) || !Number.isFinite(to) || from >= to) {
    throw new RangeError(`${caller}: a domain needs finite bounds with a < b, got a = ${from}, b = ${to}`);
  }
}

function checkCount(caller: string, count: number, least: number): void {
  if (!Number.isInteger(count) || count < least) {
    throw new RangeError(
      `${caller}: the number of points must be an integer of ${least} or more, got ${count}`,
    );
  }
}

/**
 * Evenly spaced points of an interval, both ends included.
 *
 * @throws {RangeError} for fewer than 8 points or an empty interval
 */
export function evenPoints(interval: Interval, count: number): Points {
  checkInterval("evenPoints", interval);
  checkCount("evenPoints", count, LEAST_POINTS);
  const [from, to] = interval, step = (to - from) / (count - 1);
  return {
    count,
    axes: 1,
    values: Float64Array.from({ length: count }, (_, i) => i === count - 1 ? to : from + i * step),
  };
}

/**
 * Throws unless points are those of {@linkcode evenPoints}.
 *
 * @throws {RangeError} otherwise
 */
export function requireEven(caller: string, [from, to]: Interval, { count, values }: Points): void {
  const length = to - from, step = length / (count - 1);
  const odd = values.findIndex((x, i) => Math.abs(x - from - i * step) > 1e-9 * length);
  if (odd >= 0) {
    throw new RangeError(
      `${caller}: the points must be even with both ends of [${from}, ${to}]; point ${odd} is ${values[odd]}`,
    );
  }
}

/**
 * Points uniform in a box; a bound that is a number fixes its axis there.
 *
 * @param box one interval, or number, for each axis
 * @throws {RangeError} for a negative number of points or an empty interval
 */
export function randomPoints(box: readonly (Interval | number)[], count: number, stream: Generator): Points {
  checkCount("randomPoints", count, 1);
  for (const side of box) if (typeof side !== "number") checkInterval("randomPoints", side);
  const values = new Float64Array(count * box.length);
  for (let i = 0; i < values.length; i++) {
    const side = box[i % box.length];
    values[i] = typeof side === "number" ? side : side[0] + (side[1] - side[0]) * stream.uniform();
  }
  return { count, axes: box.length, values };
}

/**
 * Even lattice of a box, the last axis fastest; both ends of each axis included.
 *
 * @throws {RangeError} if the numbers of points are not one per axis, or below 2
 */
export function latticePoints(box: readonly Interval[], counts: readonly number[]): Points {
  if (counts.length !== box.length) {
    throw new RangeError(`latticePoints: ${counts.length} numbers of points for ${box.length} axes`);
  }
  counts.forEach((count, k) => {
    checkInterval("latticePoints", box[k]);
    checkCount("latticePoints", count, 2);
  });
  const count = counts.reduce((product, n) => product * n, 1), axes = box.length;
  const values = new Float64Array(count * axes);
  for (let i = 0; i < count; i++) {
    for (let k = axes - 1, rest = i; k >= 0; k--) {
      const [from, to] = box[k], at = rest % counts[k];
      values[i * axes + k] = from + (to - from) * at / (counts[k] - 1);
      rest = (rest - at) / counts[k];
    }
  }
  return { count, axes, values };
}

/**
 * Points of several lists in one.
 *
 * @throws {RangeError} if they differ in their number of axes
 */
export function joinPoints(parts: readonly Points[]): Points {
  const axes = parts[0]?.axes ?? 0, other = parts.find((part) => part.axes !== axes);
  if (other) {
    throw new RangeError(`joinPoints: points of ${other.axes} axes do not go with points of ${axes}`);
  }
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    axes,
    values: Float64Array.from(parts.flatMap(({ values }) => [...values])),
  };
}

/** A function's values at points. */
export function valuesAt(points: Points, of: (point: readonly number[]) => number): Float64Array {
  const { count, axes, values } = points;
  return Float64Array.from(
    { length: count },
    (_, i) => of(Array.from(values.subarray(i * axes, (i + 1) * axes))),
  );
}
