import { type Figure, figure, type FigureOptions } from "./figure.ts";
import { type Panel, panels, type PanelsOptions } from "./subplots.ts";
import type { Layout, Trace } from "./trace.ts";

/** What {@linkcode panelFigure} draws: panels, and the title, size and further layout of the whole. */
export interface PanelFigureOptions extends PanelsOptions, Omit<FigureOptions, "data"> {}

/**
 * A figure of several panels in rows and columns.
 *
 * @returns the figure
 * @throws as {@linkcode panels} and {@linkcode figure}
 */
export function panelFigure({ layout, ...options }: PanelFigureOptions): Figure {
  const { data, layout: arranged } = panels(options);
  return figure({ ...options, data, layout: { ...arranged, ...layout } });
}

/** A panel, with its axes if they differ from those of all panels. */
export function panel(
  title: string,
  data: readonly Trace[],
  xaxis?: Layout,
  yaxis?: Layout,
): Panel {
  return { title, data, ...(xaxis && { xaxis }), ...(yaxis && { yaxis }) };
}
