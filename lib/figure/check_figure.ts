import { type Axis, isAxisId, isLogAxis, titleText, usedAxes } from "./axes.ts";
import { findUndrawable } from "./drawable_range.ts";
import { isPlainObject } from "./merge_layout.ts";
import { isArray } from "./numbers.ts";
import type { Layout, Trace } from "./trace.ts";
import { findUnstorable } from "./unstorable.ts";

/** Kinds of traces that can be drawn without a browser (WebGL, maps and three dimensions cannot). */
export const TRACE_TYPES: readonly string[] = [
  "scatter",
  "bar",
  "box",
  "contour",
  "heatmap",
  "histogram",
  "histogram2d",
  "violin",
];
const COLOUR_BAR_TYPES = ["contour", "heatmap", "histogram2d"];

/**
 * Checks what readers need to understand a figure and what Plotly needs to draw it.
 *
 * An axis may lack a name if a named one is next to it on the same domain (panels of one row share the name of y,
 * panels of one column that of x).
 *
 * @param title title of the whole figure
 * @param data traces
 * @param layout layout of the caller
 * @param frame label of the frame to which the traces belong, if the figure has a slider
 * @throws {RangeError} for an empty title, a nameless axis or colour bar, a figure without traces, a trace of a kind
 * that cannot be drawn, of unequal lengths, without any finite point, with an invalid Date, on an axis that cannot
 * exist, with numbers too large or too small to be drawn, or without a name next to others on its axes
 * @throws {TypeError} for attributes that JSON cannot hold
 */
export function checkFigure(title: string, data: readonly Trace[], layout: Layout, frame?: string): void {
  if (title.trim() === "") throw new RangeError("Cannot make a figure without a title: the title is empty");
  const where = frame === undefined ? `figure "${title}"` : `slider figure "${title}", frame "${frame}"`;
  const fail = (problem: string): never => {
    throw new RangeError(`Cannot draw the ${where}: ${problem}`);
  };
  if (data.length === 0) fail("it has no traces; at least one is needed");
  const nameOf = (i: number) => `trace ${i}${data[i].name ? ` ("${data[i].name}")` : ""}`;
  data.forEach((trace, i) => {
    requireStorable(where, nameOf(i), trace);
    const problem = traceProblem(trace, layout);
    if (problem) fail(`${nameOf(i)} ${problem}`);
  });
  requireStorable(where, "the layout", layout);
  const undrawable = findUndrawable(data, layout);
  if (undrawable) fail(`${nameOf(undrawable.trace)} ${undrawable.problem}`);
  const axes = usedAxes(data, layout);
  const nameless = axes.find((axis) => !hasName(axis, axes));
  if (nameless) fail(`${nameless.key} has no name; give layout.${nameless.key}.title.text, with the unit`);
  const place = (trace: Trace) => `${trace.xaxis ?? "x"} ${trace.yaxis ?? "y"}`;
  const listed = data.filter(inLegend);
  const unnamed = listed.find((trace) =>
    !trace.name && listed.some((other) => other !== trace && place(other) === place(trace))
  );
  if (unnamed) {
    fail(
      `trace ${data.indexOf(unnamed)} has no name beside others on its axes; give name, or showlegend: false`,
    );
  }
}

/**
 * Whether a trace is listed in a legend.
 *
 * @param trace the trace
 * @returns false for colour maps and for `showlegend: false`
 */
export function inLegend(trace: Trace): boolean {
  return trace.showlegend !== false && !COLOUR_BAR_TYPES.includes(trace.type ?? "scatter");
}

function requireStorable(where: string, owner: string, attributes: Layout): void {
  const found = findUnstorable(attributes, "");
  if (found === undefined) return;
  if (found.fault === "value") {
    throw new RangeError(`Cannot draw the ${where}: ${owner} has ${found.what} at ${found.path}`);
  }
  throw new TypeError(
    `Cannot draw the ${where}: ${owner} has ${found.what} at ${found.path}; ` +
      "allowed are numbers, strings, booleans, dates, arrays",
  );
}

function traceProblem(trace: Trace, layout: Layout): string | undefined {
  const type = trace.type ?? "scatter";
  for (const letter of ["x", "y"] as const) {
    const id = trace[`${letter}axis`] ?? letter;
    if (typeof id !== "string" || !isAxisId(id) || id[0] !== letter) {
      return `has ${letter}axis ${
        JSON.stringify(id)
      }; allowed are "${letter}", "${letter}2", "${letter}3", …`;
    }
  }
  if (!TRACE_TYPES.includes(type)) {
    return `is of type "${type}", which cannot be drawn without a browser; allowed are ${
      TRACE_TYPES.join(", ")
    }`;
  }
  return COLOUR_BAR_TYPES.includes(type)
    ? colourMapProblem(trace, layout)
    : pointsProblem(trace, layout, type);
}

function colourMapProblem(trace: Trace, layout: Layout): string | undefined {
  const bar = typeof trace.coloraxis === "string" ? layout[trace.coloraxis] : trace;
  const colourBar = isPlainObject(bar) ? bar.colorbar : undefined;
  if (isPlainObject(bar) && bar.showscale !== false && titleText(colourBar) === "") {
    return "has a colour bar without a name; give colorbar.title.text, with the unit";
  }
  if (trace.type === "histogram2d") return undefined;
  const { z } = trace;
  if (!isArray(z) || z.length === 0 || !Array.from(z).every(isArray)) return "needs z as an array of rows";
  const rows = Array.from(z) as ArrayLike<unknown>[];
  const columns = rows[0].length;
  const odd = rows.findIndex((row) => row.length !== columns);
  if (odd >= 0) return `has ${columns} columns in row 0 of z and ${rows[odd].length} in row ${odd}`;
  for (const [axis, count] of [["x", columns], ["y", rows.length]] as const) {
    const values = trace[axis];
    // A colour map may name its cells' edges, one more than there are cells.
    if (isArray(values) && values.length !== count && values.length !== count + 1) {
      return `has ${values.length} values of ${axis} for ${count} ${axis === "x" ? "columns" : "rows"} of z`;
    }
  }
  return rows.some((row) => Array.from(row).some((value) => isDrawable(value, false)))
    ? undefined
    : "has no finite value in z";
}

function pointsProblem(trace: Trace, layout: Layout, type: string): string | undefined {
  const { x, y } = trace;
  if (!isArray(x) && !isArray(y)) return "has neither x nor y as an array";
  if (isArray(x) && isArray(y) && x.length !== y.length) {
    return `has ${x.length} values of x and ${y.length} of y; they must be equally many`;
  }
  const logX = isLogAxis(trace, layout, "x"), logY = isLogAxis(trace, layout, "y");
  const count = isArray(y) ? y.length : (x as ArrayLike<unknown>).length;
  for (let i = 0; i < count; i++) {
    if ((!isArray(x) || isDrawable(x[i], logX)) && (!isArray(y) || isDrawable(y[i], logY))) return undefined;
  }
  const positive = logX || logY
    ? `, positive on its logarithmic ${logX ? (logY ? "axes" : "x axis") : "y axis"}`
    : "";
  return `(${type}, ${count} points) has no point that can be drawn: at least one must be finite${positive}`;
}

/** Whether a coordinate has a position on its axis; text is the name of a category or a date. */
function isDrawable(value: unknown, log: boolean): boolean {
  if (typeof value === "number") return Number.isFinite(value) && (!log || value > 0);
  return typeof value === "string" || value instanceof Date;
}

function hasName(axis: Axis, axes: readonly Axis[]): boolean {
  if (titleText(axis.attributes) !== "") return true;
  const domain = JSON.stringify(axis.attributes.domain);
  return domain !== undefined &&
    axes.some((other) =>
      other.letter === axis.letter && titleText(other.attributes) !== "" &&
      JSON.stringify(other.attributes.domain) === domain
    );
}
