import { axisKey } from "./axes.ts";
import { isArray } from "./numbers.ts";
import type { Trace } from "./trace.ts";

/** Numbers of a trace with positions on one of its axes. */
export interface Coordinates {
  /** Attribute of the trace, e.g. `"y"` or `"base"`. */
  readonly name: string;
  /** Layout key of the axis, e.g. `"yaxis2"`. */
  readonly axis: string;
  /** One value per point: numbers, dates, names or gaps. */
  readonly values: ArrayLike<unknown>;
}

/** Attributes besides x and y that are positions on the value axis: bases of bars, and precomputed box plots. */
const VALUE_ATTRIBUTES: readonly string[] = [
  "base",
  "lowerfence",
  "q1",
  "median",
  "mean",
  "q3",
  "upperfence",
];

/**
 * The letter of the axis on which an attribute is a position or a length.
 *
 * @param trace the trace
 * @param name attribute of the trace
 * @returns `undefined` if the attribute has no axis
 */
export function axisLetter(trace: Trace, name: string): "x" | "y" | undefined {
  if (name === "x" || name === "error_x") return "x";
  if (name === "y" || name === "error_y") return "y";
  if (VALUE_ATTRIBUTES.includes(name)) return trace.orientation === "h" ? "x" : "y";
  return undefined;
}

/**
 * Layout key of the axis that a trace uses.
 *
 * @param trace the trace
 * @param letter which of its axes
 * @returns e.g. `"yaxis2"`
 * @throws {RangeError} if the trace names an axis that cannot exist
 */
export function axisOfTrace(trace: Trace, letter: "x" | "y"): string {
  return axisKey(String(trace[`${letter}axis`] ?? letter));
}

/**
 * All coordinates of a trace.
 *
 * @param trace the trace
 * @returns x, y and everything else with a position on an axis; only arrays
 * @throws {RangeError} if the trace names an axis that cannot exist
 */
export function coordinatesOf(trace: Trace): Coordinates[] {
  return ["x", "y", ...VALUE_ATTRIBUTES].flatMap((name) => {
    const values = trace[name];
    return isArray(values) ? [{ name, axis: axisOfTrace(trace, axisLetter(trace, name)!), values }] : [];
  });
}
