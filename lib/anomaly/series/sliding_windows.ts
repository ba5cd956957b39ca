import { requireFinite, requireInteger } from "../../checks.ts";
import { type Windows, windowsOf } from "../windows.ts";

/** How windows are cut. */
export interface WindowOptions {
  /** points per window, 2 or more */
  readonly window: number;
  /** points from a window to the next; 1 by default */
  readonly stride?: number;
}

/** Number of windows of a series: the last may end before the series does. */
function windowCount(points: number, window: number, stride: number): number {
  return Math.floor((points - window) / stride) + 1;
}

function checked(where: string, points: number, { window, stride = 1 }: WindowOptions): number {
  requireInteger(where, "window", window, 2);
  requireInteger(where, "stride", stride);
  if (window > points) {
    throw new RangeError(`${where}: the window must fit into the series of ${points} points, got ${window}`);
  }
  return stride;
}

/**
 * Windows (x_{is}, …, x_{is+w−1}) of a series.
 *
 * @param series finite points
 * @throws {RangeError} for points that are not finite, a window below 2 or longer than the series, or a stride below 1
 */
export function slidingWindows(series: ArrayLike<number>, options: WindowOptions): Windows {
  const where = "slidingWindows", { window } = options;
  requireFinite(where, "series", series, 1);
  const stride = checked(where, series.length, options), count = windowCount(series.length, window, stride);
  const values = new Float64Array(count * window);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < window; j++) values[i * window + j] = series[i * stride + j];
  }
  return windowsOf(values, window, where);
}

/**
 * Scores of points from scores of windows: the mean over the windows that cover a point. Points behind the last window
 * take its score.
 *
 * @param scores one per window
 * @param options as in {@linkcode slidingWindows}, with the number of `points` of the series
 * @throws {RangeError} for scores that are not finite or not one per window, and as {@linkcode slidingWindows}
 */
export function reverseWindowing(
  scores: ArrayLike<number>,
  options: WindowOptions & { readonly points: number },
): Float64Array {
  const where = "reverseWindowing", { window, points } = options;
  requireInteger(where, "points", points);
  const stride = checked(where, points, options), count = windowCount(points, window, stride);
  if (scores.length !== count) {
    throw new RangeError(`${where}: ${points} points have ${count} windows, got ${scores.length} scores`);
  }
  requireFinite(where, "scores", scores);
  const sums = new Float64Array(points), covers = new Int32Array(points);
  for (let i = 0; i < count; i++) {
    for (let j = i * stride; j < i * stride + window; j++) {
      sums[j] += scores[i];
      covers[j]++;
    }
  }
  // Between windows further apart than their length, and behind the last, the window before decides.
  return sums.map((sum, j) =>
    covers[j] > 0 ? sum / covers[j] : scores[Math.min(count - 1, Math.floor(j / stride))]
  );
}
