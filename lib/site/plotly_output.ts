/** Media type of an interactive figure. */
export const PLOTLY_MIME = "application/vnd.plotly.v1+json";

/** An interactive figure in a notebook's output. */
export interface PlotlyOutput {
  /** Traces. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  /** Layout. */
  readonly layout: Readonly<Record<string, unknown>>;
  /** Options of plotly.js. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Whether a value found under {@linkcode PLOTLY_MIME} is a figure. */
export function isPlotlySpec(value: unknown): value is PlotlyOutput {
  if (typeof value !== "object" || value === null) return false;
  const { data, layout } = value as Partial<Record<string, unknown>>;
  return Array.isArray(data) && data.every((trace) => typeof trace === "object" && trace !== null) &&
    typeof layout === "object" && layout !== null;
}
