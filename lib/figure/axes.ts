import { isPlainObject } from "./merge_layout.ts";
import type { Layout, Trace } from "./trace.ts";

/** An axis of a figure. */
export interface Axis {
  /** Its key in the layout, e.g. `"yaxis2"`. */
  readonly key: string;
  /** `"x"` or `"y"`. */
  readonly letter: "x" | "y";
  /** Its attributes. */
  readonly attributes: Layout;
}

const AXIS_ID = /^([xy])([2-9]|[1-9]\d+)?$/;

/**
 * Whether a text is the id of an axis.
 *
 * @param id e.g. `"y2"`
 * @returns false for what Plotly does not know as an axis, e.g. `"y1"`
 */
export function isAxisId(id: string): boolean {
  return AXIS_ID.test(id);
}

/**
 * The layout key of an axis.
 *
 * @param id id as traces name it, e.g. `"y2"`
 * @returns key in the layout, e.g. `"yaxis2"`
 * @throws {RangeError} if the text is not an axis id
 */
export function axisKey(id: string): string {
  const match = AXIS_ID.exec(id);
  if (!match) {
    throw new RangeError(`Cannot find axis ${JSON.stringify(id)}: allowed are "x", "y", "x2", "y2", "x3", …`);
  }
  return `${match[1]}axis${match[2] ?? ""}`;
}

/**
 * The axes on which the traces are drawn.
 *
 * @param data traces
 * @param layout their layout
 * @returns each axis once, in order of first use
 * @throws {RangeError} if a trace names an axis that cannot exist
 */
export function usedAxes(data: readonly Trace[], layout: Layout): Axis[] {
  const axes = new Map<string, Axis>();
  for (const trace of data) {
    for (const letter of ["x", "y"] as const) {
      const key = axisKey(String(trace[`${letter}axis`] ?? letter));
      const attributes = layout[key];
      axes.set(key, { key, letter, attributes: isPlainObject(attributes) ? attributes : {} });
    }
  }
  return [...axes.values()];
}

/**
 * Whether the axis that a trace is drawn on is logarithmic.
 *
 * @param trace the trace
 * @param layout its layout
 * @param letter which of its axes
 * @returns true for `type: "log"`
 */
export function isLogAxis(trace: Trace, layout: Layout, letter: "x" | "y"): boolean {
  const axis = layout[axisKey(String(trace[`${letter}axis`] ?? letter))];
  return isPlainObject(axis) && axis.type === "log";
}

/**
 * Text of a title attribute.
 *
 * @param owner attributes of an axis, colour bar or layout
 * @returns the trimmed text; empty if there is none
 */
export function titleText(owner: unknown): string {
  if (!isPlainObject(owner)) return "";
  const title = isPlainObject(owner.title) ? owner.title.text : owner.title;
  return typeof title === "string" ? title.trim() : "";
}
