import { isLogAxis } from "./axes.ts";
import { plainValue } from "./numbers.ts";
import { themedLayout, type ThemeOptions, withTitleObjects } from "./theme.ts";
import { thinTrace } from "./thin.ts";
import type { Layout, PlotlySpec, Trace } from "./trace.ts";

/** Most points of a curve. */
export const MOST_POINTS = 1000;
/** Significant digits of coordinates. */
const DIGITS = 5;
/** Significant digits of a colour map's values: finer than its 256 colours. */
const COLOUR_DIGITS = 4;
const LAYOUT_DIGITS = 10;

/**
 * Makes traces and layout ready to be stored: in the common look, thinned, rounded, plain JSON.
 *
 * @param options the figure, as `checkFigure` accepts it
 * @param most most points of a curve, ≥ 4
 * @returns what Plotly draws
 */
export function prepareSpec(options: ThemeOptions, most: number = MOST_POINTS): PlotlySpec {
  const data = options.data.map((trace) => withTitleObjects(trace) as Trace);
  const layout = themedLayout({ ...options, data });
  return {
    data: data.map((trace) => prepareTrace(trace, layout, most)),
    layout: plainValue(layout, LAYOUT_DIGITS) as Layout,
  };
}

function prepareTrace(trace: Trace, layout: Layout, most: number): Trace {
  const scale = { logX: isLogAxis(trace, layout, "x"), logY: isLogAxis(trace, layout, "y") };
  const { z, ...rest } = thinTrace(trace, most, scale);
  const plain = plainValue(rest, DIGITS) as Trace;
  if (z !== undefined) plain.z = plainValue(z, COLOUR_DIGITS);
  // plotly.js would replace curves by polygons of visible corners; thinning is done already.
  if ((trace.type ?? "scatter") === "scatter") {
    plain.line = { simplify: false, ...plain.line as Layout | undefined };
  }
  if (plain.name === undefined) plain.showlegend = false;
  return plain;
}
