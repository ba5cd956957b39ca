import { type Figure, figure, type FigureOptions } from "./figure.ts";
import { panels, type PanelsOptions } from "./subplots.ts";

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
