import { type Axis, axisKey, isAxisId, usedAxes } from "./axes.ts";
import { coordinatesOf } from "./coordinates.ts";
import { isPlainObject } from "./merge_layout.ts";
import { exactly, isArray, type Rounding, roundWithin } from "./numbers.ts";
import { joinSpans, rangeLength, type Span, spanOf, spanOfRows } from "./span.ts";
import type { Layout, Trace } from "./trace.ts";

/**
 * Maximum error of a coordinate as a fraction of what its axis shows: a thousandth of a pixel for an axis 1,000 pixels
 * wide.
 */
export const COORDINATE_SHARE = 1e-6;
/** Maximum error of a colour map's value as a fraction of its range: a 195th of one of 256 colours. */
export const COLOUR_SHARE = 2e-5;
/** Kinds of axes on which numbers are names or times. */
const NAMING_AXES: readonly unknown[] = ["category", "multicategory", "date"];

/**
 * Rounding of the coordinates on each axis: within {@linkcode COORDINATE_SHARE} of what the axis shows, in logarithms
 * if it is logarithmic. The axis shows all coordinates on it and on the axes that match it, or its `range` if that is
 * narrower. On axes with names or dates, numbers stay exact.
 *
 * @param data all traces that are ever drawn on the axes
 * @param layout their layout
 * @returns the rounding by layout key of the axis
 * @throws {RangeError} if a trace names an axis that cannot exist
 */
export function axisRoundings(data: readonly Trace[], layout: Layout): Map<string, Rounding> {
  const coordinates = data.flatMap(coordinatesOf);
  return new Map(
    usedAxes(data, layout).map((axis) => {
      const group = matchedAxis(axis.key, layout);
      const values = coordinates.filter((one) => matchedAxis(one.axis, layout) === group)
        .map((one) => one.values);
      return [axis.key, axisRounding(axis, values)];
    }),
  );
}

/**
 * Rounding of the numbers behind colours: within {@linkcode COLOUR_SHARE} of the range of the colour bar.
 *
 * @param values the numbers, in rows or not; of all traces on the same colour axis
 * @param limits attributes that may fix the range: of the trace, of its `marker`, or of the colour axis
 * @returns the rounding
 */
export function colourRounding(values: readonly unknown[], limits: Layout): Rounding {
  const { low, high } = joinSpans(values.filter(isArray).map(spanOfRows));
  const range = [limits.zmin ?? limits.cmin, limits.zmax ?? limits.cmax];
  const tolerance = COLOUR_SHARE * narrowest(Math.abs(high), high - low, rangeLength(range));
  return (value) => roundWithin(value, tolerance);
}

function axisRounding({ attributes }: Axis, coordinates: readonly ArrayLike<unknown>[]): Rounding {
  const { type, range } = attributes;
  if (NAMING_AXES.includes(type) || coordinates.some(hasNames)) return exactly;
  const log = type === "log";
  const span = joinSpans(coordinates.map((values) => spanOf(values, log ? (value) => value > 0 : undefined)));
  if (log) {
    // The range of a logarithmic axis is in powers of ten.
    const share = COORDINATE_SHARE * narrowest(1, logLength(span), Math.LN10 * (rangeLength(range) ?? NaN));
    return (value) => roundWithin(value, share * Math.abs(value));
  }
  const tolerance = COORDINATE_SHARE *
    narrowest(Math.abs(span.high), span.high - span.low, rangeLength(range));
  return (value) => roundWithin(value, tolerance);
}

/** The axis whose range an axis uses: the end of its chain of `matches`. */
function matchedAxis(key: string, layout: Layout): string {
  const seen = new Set<string>();
  for (let next = key; !seen.has(next);) {
    seen.add(next);
    const attributes = layout[next];
    const matches = isPlainObject(attributes) ? attributes.matches : undefined;
    if (typeof matches !== "string" || !isAxisId(matches)) return next;
    next = axisKey(matches);
  }
  return key;
}

/** The smaller of the positive lengths; `otherwise` if none is positive. */
function narrowest(otherwise: number, span: number, range: number = NaN): number {
  if (!(span > 0)) return range > 0 ? range : otherwise;
  return range > 0 && range < span ? range : span;
}

/** ln(high / low), also exact for nearly equal numbers. */
function logLength({ low, high }: Span): number {
  const excess = (high - low) / low;
  return excess < 1 ? Math.log1p(excess) : Math.log(high) - Math.log(low);
}

function hasNames(values: ArrayLike<unknown>): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value === "string" || value instanceof Date || isArray(value)) return true;
  }
  return false;
}
