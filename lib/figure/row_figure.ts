/** Figures of several panels with bars in groups. */
import type { Figure } from "./figure.ts";
import { panelFigure } from "./panel_figure.ts";
import type { PanelsOptions } from "./subplots.ts";

/**
 * Panels in a row, or in rows of `columns`; bars of one category stand side by side.
 *
 * @throws as {@linkcode panelFigure}
 */
export function rowFigure(
  title: string,
  { height = 420, ...options }: PanelsOptions & { height?: number },
): Figure {
  return panelFigure({
    ...{ title, ...options, width: 900, height },
    layout: { barmode: "group", boxmode: "group" },
  });
}
