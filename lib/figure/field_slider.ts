/** Maps of a field on a regular grid, one after the other. */
import type { Figure } from "./figure.ts";
import { type FieldGrid, fieldTrace } from "./field_trace.ts";
import type { NumberArray } from "./numbers.ts";
import { SEQUENTIAL } from "./palette.ts";
import { sliderFigure } from "./slider.ts";
import { axis } from "./vocabulary.ts";

/** What {@linkcode fieldSlider} draws. */
export interface FieldSliderOptions {
  readonly title: string;
  readonly grid: FieldGrid;
  /** Meaning of the labels. */
  readonly sliderName: string;
  /** Label, a few words, and values `[nz][nx]`, row-major, depth first; 2 … 12 of them. */
  readonly frames: readonly {
    readonly label: string;
    readonly note?: string;
    readonly values: NumberArray;
  }[];
  /** Ends of the colours. */
  readonly range: readonly [low: number, high: number];
  /** Title of the colour bar. */
  readonly unit: string;
  /** Positions that the picture shows side by side, 2 … 4 of them. */
  readonly shown: readonly number[];
  readonly height?: number;
}

/**
 * Maps on one scale of colours, depth downwards, chosen by a slider.
 *
 * @throws {RangeError} for values that do not fit the grid, and as {@linkcode sliderFigure}
 */
export function fieldSlider(options: FieldSliderOptions): Figure {
  const { title, grid, sliderName, frames, range: [zmin, zmax], unit, shown, height } = options;
  return sliderFigure({
    title,
    sliderName,
    frames: frames.map(({ values, ...frame }) => {
      const look = { zmin, zmax, colorscale: SEQUENTIAL, colorbar: { title: { text: unit } } };
      return { ...frame, data: [fieldTrace(values, grid, look)] };
    }),
    layout: {
      xaxis: axis("distance (km)"),
      yaxis: axis("depth (km)", { autorange: "reversed" }),
    },
    shown,
    ...(height !== undefined && { height }),
  });
}
