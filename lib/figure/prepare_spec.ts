import { isLogAxis } from "./axes.ts";
import { exactly, plainValue } from "./numbers.ts";
import { traceWriter } from "./plain_trace.ts";
import { themedLayout, type ThemeOptions, withTitleObjects } from "./theme.ts";
import { thinTrace } from "./thin.ts";
import type { Layout, PlotlySpec, Trace } from "./trace.ts";

/** Most points of a curve. */
export const MOST_POINTS = 1000;

/**
 * Makes traces and layout ready to be stored: in the common look, thinned, rounded, plain JSON.
 *
 * @param options the figure, as `checkFigure` accepts it
 * @param most most points of a curve, ≥ 4
 * @param drawn all traces that are ever drawn on the axes, where that are more than those of the figure
 * @returns what Plotly draws
 */
export function prepareSpec(
  options: ThemeOptions,
  most: number = MOST_POINTS,
  drawn: readonly Trace[] = options.data,
): PlotlySpec {
  const data = options.data.map((trace) => withTitleObjects(trace) as Trace);
  const layout = themedLayout({ ...options, data });
  const write = traceWriter(drawn, layout);
  return {
    data: data.map((trace) => finish(write(thin(trace, layout, most)))),
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
