import { isLogAxis } from "./axes.ts";
import { fitTrace } from "./fit_texts.ts";
import { mostNameWidth } from "./legend.ts";
import { exactly, plainValue } from "./numbers.ts";
import { traceWriter } from "./plain_trace.ts";
import { themedLayout, type ThemeOptions, withTitleObjects } from "./theme.ts";
import { thinTrace } from "./thin.ts";
import type { Layout, PlotlySpec, Trace } from "./trace.ts";

/** Maximum number of points of a curve. */
export const MOST_POINTS = 1000;

/** Options of {@linkcode prepareSpec} for a figure with frames. */
export interface PrepareOptions {
  /** Maximum number of points of a curve, ≥ 4; default {@linkcode MOST_POINTS}. */
  readonly points?: number;
  /** All traces that are ever drawn on the axes; default those of the figure. */
  readonly drawn?: readonly Trace[];
  /** Maximum width of a name in the legend, pixels; default that of a legend below the axes. */
  readonly nameWidth?: number;
}

/**
 * Prepares traces and layout for storage: common look, thinned curves, rounded numbers, plain JSON, texts that fit.
 *
 * @param options the figure, as `checkFigure` accepts it
 * @param more what differs for a figure with frames
 * @returns what Plotly draws
 */
export function prepareSpec(options: ThemeOptions, more: PrepareOptions = {}): PlotlySpec {
  const { points = MOST_POINTS, drawn = options.data, nameWidth = mostNameWidth(options.width) } = more;
  const data = options.data.map((trace) => fitTrace(withTitleObjects(trace) as Trace, nameWidth));
  const layout = themedLayout({ ...options, data });
  const write = traceWriter(drawn, layout);
  return {
    data: data.map((trace) => finish(write(thin(trace, layout, points)))),
    layout: plainValue(layout, exactly) as Layout,
  };
}

function thin(trace: Trace, layout: Layout, most: number): Trace {
  return thinTrace(trace, most, {
    logX: isLogAxis(trace, layout, "x"),
    logY: isLogAxis(trace, layout, "y"),
  });
}

function finish(trace: Trace): Trace {
  // plotly.js would replace curves by polygons of visible corners; thinning is done already.
  if ((trace.type ?? "scatter") === "scatter") {
    trace.line = { simplify: false, ...trace.line as Layout | undefined };
  }
  if (trace.name === undefined) trace.showlegend = false;
  return trace;
}
