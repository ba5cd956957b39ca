/** Signed maps from tokens to tokens. */
import type { Figure } from "./figure.ts";
import { DIVERGING } from "./palette.ts";
import { panelFigure } from "./panel_figure.ts";
import { axis, categoryMap } from "./vocabulary.ts";

/** Options of {@linkcode tokenMaps}. */
export interface TokenMapsOptions {
  readonly title: string;
  /** Names of the tokens, for rows and columns. */
  readonly words: readonly string[];
  /** Maps with a row for each token, in two columns of panels. */
  readonly maps: readonly { readonly title: string; readonly values: readonly (readonly number[])[] }[];
  /** What rows and columns are. */
  readonly rows: string;
  readonly columns: string;
}

/**
 * Maps from tokens to tokens, each with its own colours around 0.
 *
 * @throws {RangeError} if words and values do not fit
 */
export function tokenMaps({ title, words, maps, rows, columns }: TokenMapsOptions): Figure {
  return panelFigure({
    title,
    panels: maps.map(({ title, values }) => {
      const map = categoryMap({ columns: words, rows: words, values, title, colorscale: DIVERGING });
      return {
        title,
        data: map.data.map((trace) => ({ ...trace, name: title, zmid: 0, showscale: false })),
        xaxis: axis(columns, map.xaxis),
        yaxis: axis(rows, map.yaxis),
      };
    }),
    columns: 2,
    gapY: 0.16,
    width: 820,
    height: 680,
  });
}
