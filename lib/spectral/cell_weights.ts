import { requireFinite } from "../checks.ts";

/**
 * Weights every point by the length of its cell, the part of the interval that is closer to it than to any other point
 * (its Voronoi cell), with mean 1.
 *
 * With them a sum over uneven points approximates the integral, as the trapezoidal rule does, so the weighted spectrum
 * of a sample approaches that of the function. Coincident points share one cell, which goes to the outer ones.
 *
 * @param x points in ascending order
 * @param interval ends of the interval, which must contain the points
 * @returns one weight ≥ 0 per point; their mean is 1
 * @throws {RangeError} if there is no point, one is not finite, the points are not ascending or leave the interval, or
 *   the interval has no length
 */
export function cellWeights(
  x: ArrayLike<number>,
  interval: { readonly from: number; readonly to: number },
): Float64Array {
  requireFinite("cellWeights", "x", x, 1);
  const n = x.length, { from, to } = interval;
  if (!(to > from)) throw new RangeError(`cellWeights: an interval needs from < to, got [${from}, ${to}]`);
  for (let i = 0; i < n; i++) {
    if (x[i] < from || x[i] > to) {
      throw new RangeError(`cellWeights: x[${i}] = ${x[i]} is outside the interval [${from}, ${to}]`);
    }
    if (i > 0 && x[i] < x[i - 1]) {
      throw new RangeError(`cellWeights: the points must rise, but x[${i}] = ${x[i]} follows ${x[i - 1]}`);
    }
  }
  const end = (i: number) => (i < 0 ? from : i > n - 2 ? to : (x[i] + x[i + 1]) / 2);
  return Float64Array.from({ length: n }, (_, i) => (end(i) - end(i - 1)) * n / (to - from));
}
