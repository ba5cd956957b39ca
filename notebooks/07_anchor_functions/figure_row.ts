/** The frame of figures with several panels. */
import * as plot from "../../lib/figure/mod.ts";
import type { Figure, PanelsOptions } from "../../lib/figure/mod.ts";

/** Panels in a row, or in rows of `columns`; bars of one category stand side by side. */
export function row(
  title: string,
  { height = 420, ...options }: PanelsOptions & { height?: number },
): Figure {
  const { data, layout } = plot.panels(options), groups = { barmode: "group", boxmode: "group" };
  return plot.figure({ title, data, layout: { ...layout, ...groups }, width: 900, height });
}
