/** Figures of several panels with bars in groups. */
import { type Figure, figure } from "./figure.ts";
import { panels, type PanelsOptions } from "./subplots.ts";

/**
 * Panels in a row, or in rows of `columns`; bars of one category stand side by side.
 *
 * @throws as {@linkcode panels} and {@linkcode figure}
 */
export function rowFigure(
  title: string,
  { height = 420, ...options }: PanelsOptions & { height?: number },
): Figure {
  const { data, layout } = panels(options), groups = { barmode: "group", boxmode: "group" };
  return figure({ title, data, layout: { ...layout, ...groups }, width: 900, height });
}
