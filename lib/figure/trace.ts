/** A Plotly trace: its attributes by name, as https://plotly.com/javascript/reference/ lists them. */
export type Trace = Record<string, unknown> & {
  /** Kind of trace; `scatter` if absent. */
  type?: string;
};

/** A Plotly layout: its attributes by name. */
export type Layout = Record<string, unknown>;

/** A Plotly figure. */
export interface PlotlySpec {
  /** The traces, drawn in this order. */
  readonly data: readonly Trace[];
  /** Axes, titles, legend, … */
  readonly layout: Layout;
}
