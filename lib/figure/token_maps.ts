/** Signed maps from tokens to tokens. */
import { type Figure, figure } from "./figure.ts";
import { DIVERGING, SEQUENTIAL } from "./palette.ts";
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

/**
 * A map of probabilities from tokens that go in to tokens that come out, with numbers on both axes.
 *
 * @param options title, the first token, a row of probabilities for each token, and the name of the matrix
 * @throws as {@linkcode figure}
 */
export function tokenPath(
  { title, from, values, name }: {
    readonly title: string;
    readonly from: number;
    readonly values: readonly (readonly number[])[];
    readonly name: string;
  },
): Figure {
  const tokens = values.map((_, i) => from + i);
  return figure({
    title,
    data: [{
      type: "heatmap",
      name,
      showlegend: false,
      x: tokens,
      y: tokens,
      z: values.map((row) => [...row]),
      zmin: 0,
      zmax: 1,
      colorscale: SEQUENTIAL,
      colorbar: { title: { text: "probability" } },
    }],
    layout: { xaxis: axis("output token"), yaxis: axis("input token", { autorange: "reversed" }) },
    width: 560,
    height: 500,
  });
}
