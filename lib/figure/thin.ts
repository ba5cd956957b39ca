import { isArray, type NumberArray } from "./numbers.ts";
import { isPlainObject } from "./merge_layout.ts";
import type { Trace } from "./trace.ts";

/** Which axes of a curve are logarithmic. */
export interface CurveScale {
  /** Whether x is drawn logarithmically; default false. */
  readonly logX?: boolean;
  /** Whether y is drawn logarithmically, which makes values ≤ 0 gaps; default false. */
  readonly logY?: boolean;
}

/**
 * Picks the points of a curve that its picture needs.
 *
 * The x range is divided into bins of equal width on the page (equal numbers of points if x is not increasing). The
 * lowest and the highest point of each bin are kept, so spikes survive, and so are the first and the last point.
 *
 * @param x abscissae, n values
 * @param y ordinates, n values; NaN is a gap, and a bin without any finite value keeps a gap
 * @param most maximum number of points kept, ≥ 4
 * @param scale which axes are logarithmic
 * @returns increasing indices, at most `most`; all of 0 … n-1 if n ≤ `most`
 * @throws {RangeError} for unequal lengths or `most` < 4
 */
export function thinIndices(x: NumberArray, y: NumberArray, most: number, scale: CurveScale = {}): number[] {
  if (x.length !== y.length) {
    throw new RangeError(
      `Cannot thin a curve: x has ${x.length} values, y has ${y.length}; they must be equally long`,
    );
  }
  if (!(Number.isInteger(most) && most >= 4)) {
    throw new RangeError(`Cannot thin a curve to ${most} points: at least 4 are needed`);
  }
  const count = x.length;
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  const bins = Math.floor((most - 2) / 2);
  const binOf = binFunction(x, bins, scale.logX ?? false);
  const drawable = (i: number) => Number.isFinite(y[i]) && (!scale.logY || y[i] > 0);
  const kept = new Set([0, count - 1]);
  for (let start = 0; start < count;) {
    const bin = binOf(start);
    let low = -1, high = -1, end = start;
    for (; end < count && binOf(end) === bin; end++) {
      if (!drawable(end)) continue;
      if (low < 0 || y[end] < y[low]) low = end;
      if (high < 0 || y[end] > y[high]) high = end;
    }
    kept.add(low < 0 ? start : low).add(high < 0 ? start : high);
    start = end;
  }
  return [...kept].sort((a, b) => a - b);
}

/**
 * Thins a trace that is a curve, and its arrays with one value per point (text, marker sizes, error bars).
 *
 * Markers without a line are not thinned, because each is a measurement.
 *
 * @param trace a trace with the same number of x and y values
 * @param most maximum number of points kept, ≥ 4
 * @param scale which of its axes are logarithmic
 * @returns the trace itself if it needs no thinning, otherwise a copy
 * @throws {RangeError} for unequal lengths or `most` < 4
 */
export function thinTrace(trace: Trace, most: number, scale: CurveScale = {}): Trace {
  const { x, y } = trace;
  const isCurve = (trace.type ?? "scatter") === "scatter" && String(trace.mode ?? "lines").includes("lines");
  if (!isCurve || !isArray(x) || !isArray(y) || y.length <= most) return trace;
  const abscissae = Array.from(x, (value, i) => typeof value === "number" ? value : i);
  const kept = thinIndices(abscissae, Array.from(y, toNumber), most, scale);
  return pick(trace, y.length, kept) as Trace;
}

/** A member of `y` as a number; a gap may be NaN, null or undefined. */
function toNumber(value: unknown): number {
  return value === null || value === undefined ? NaN : Number(value);
}

function pick(value: unknown, count: number, kept: readonly number[]): unknown {
  if (isArray(value)) return value.length === count ? kept.map((i) => value[i]) : value;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pick(item, count, kept)]));
}

/** Bin of each index, never decreasing along the curve. */
function binFunction(x: NumberArray, bins: number, logX: boolean): (i: number) => number {
  const count = x.length;
  const place = (i: number) => logX ? Math.log(Math.max(x[i], Number.MIN_VALUE)) : x[i];
  let increasing = Number.isFinite(x[0]);
  for (let i = 1; i < count && increasing; i++) increasing = x[i] >= x[i - 1] && x[i] < Infinity;
  // Points with x ≤ 0 are not drawn on a logarithmic axis; the bins span the rest.
  const from = place(logX ? firstPositive(x) : 0), span = place(count - 1) - from;
  if (!increasing || !(span > 0 && span < Infinity)) return (i) => Math.floor(i / count * bins);
  return (i) => Math.max(0, Math.min(bins - 1, Math.floor((place(i) - from) / span * bins)));
}

function firstPositive(x: NumberArray): number {
  for (let i = 0; i < x.length; i++) if (x[i] > 0) return i;
  return x.length - 1;
}
