/** Maps of a field next to the exact one, with their difference, one after the other. */
import { quantile } from "../stats/summary.ts";
import type { Figure } from "./figure.ts";
import { largest } from "./numbers.ts";
import { DIVERGING, SEQUENTIAL } from "./palette.ts";
import { sliderFigure } from "./slider.ts";
import type { Trace } from "./trace.ts";
import { axis } from "./vocabulary.ts";

/** What {@linkcode comparedFieldSlider} draws. */
export interface ComparedFieldOptions {
  readonly title: string;
  readonly sliderName: string;
  /** Names of the horizontal and of the vertical coordinate, with units. */
  readonly axes: readonly [x: string, y: string];
  /** Columns and rows of the maps. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Exact field `[y][x]`. */
  readonly exact: readonly (readonly number[])[];
  /** Label, a few words, and the field `[y][x]`; 2 … 12 of them. */
  readonly frames: readonly {
    readonly label: string;
    readonly note?: string;
    readonly values: readonly (readonly number[])[];
  }[];
  /** Positions that the picture shows side by side, 2 … 4 of them. */
  readonly shown: readonly number[];
  /** Fraction of the differences within the colours: few large ones would take the whole range; 0.99 by default. */
  readonly share?: number;
}

/** Two digits are what colours show. */
function shortened(rows: readonly (readonly number[])[]): number[][] {
  return rows.map((row) => row.map((value) => Number(value.toPrecision(2))));
}

/**
 * Maps of the exact field (above), of a field (middle) and of their difference (below), chosen by a slider.
 *
 * @throws {RangeError} for a field whose rows or columns are not those of `y` and `x`, and as {@linkcode sliderFigure}
 */
export function comparedFieldSlider(options: ComparedFieldOptions): Figure {
  const { title, sliderName, axes: [xName, yName], x, y, exact, frames, shown, share = 0.99 } = options;
  for (const { label, values } of [{ label: "exact", values: exact }, ...frames]) {
    if (values.length !== y.length || values.some((row) => row.length !== x.length)) {
      throw new RangeError(
        `comparedFieldSlider: field "${label}" must be [${y.length}][${x.length}], got [${values.length}][${
          values[0]?.length ?? 0
        }]`,
      );
    }
  }
  const errors = frames.map(({ values }) =>
    values.map((row, i) => row.map((value, j) => value - exact[i][j]))
  );
  const most = largest(0, exact.flat().map(Math.abs)),
    mostError = quantile(errors.flat(2).map(Math.abs), share);
  const colours = (title: string, most: number, y: number, len: number, colorscale: Trace["colorscale"]) => ({
    colorscale,
    zmin: -most,
    zmax: most,
    colorbar: { title: { text: title }, len, y },
  });
  const field = colours("u", most, 0.67, 0.66, SEQUENTIAL);
  const error = colours("error", mostError, 0.15, 0.3, DIVERGING);
  const map = (rows: readonly (readonly number[])[], row: number, look: Trace): Trace => ({
    type: "heatmap",
    x,
    y,
    z: shortened(rows),
    zsmooth: false,
    ...(row > 1 && { yaxis: `y${row}` }),
    ...look,
  });
  return sliderFigure({
    title,
    sliderName,
    frames: frames.map(({ label, note, values }, i) => ({
      label,
      ...(note !== undefined && { note }),
      data: [map(values, 2, { ...field, showscale: false }), map(errors[i], 3, error)],
    })),
    shared: [map(exact, 1, field)],
    layout: {
      xaxis: axis(xName, { anchor: "y3" }),
      yaxis: axis(`exact: ${yName}`, { domain: [0.7, 1] }),
      yaxis2: axis(`network: ${yName}`, { domain: [0.35, 0.65] }),
      yaxis3: axis(`error: ${yName}`, { domain: [0, 0.3] }),
    },
    shown,
    width: 720,
    height: 480,
  });
}
