/** Maps of a field on a regular grid, one after the other. */
import type { Figure } from "./figure.ts";
import { type FieldGrid, fieldTrace } from "./field_trace.ts";
import type { NumberArray } from "./numbers.ts";
import { SEQUENTIAL } from "./palette.ts";
import { sliderFigure } from "./slider.ts";
import type { Trace } from "./trace.ts";
import { axis } from "./vocabulary.ts";

/** Four digits of a number: frames multiply the size of a figure. */
function shortened(value: number): number {
  return Number(value.toPrecision(4));
}

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
  readonly colorscale?: Trace["colorscale"];
  /** Traces over every map. */
  readonly over?: readonly Trace[];
  /** Positions that the picture shows side by side, 2 … 4 of them. */
  readonly shown: readonly number[];
  readonly width?: number;
  readonly height?: number;
}

/**
 * Maps on one scale of colours, depth downwards, chosen by a slider; values are kept to four digits.
 *
 * @throws {RangeError} for values that do not fit the grid, and as {@linkcode sliderFigure}
 */
export function fieldSlider(options: FieldSliderOptions): Figure {
  const { title, grid, sliderName, frames, range: [zmin, zmax], unit, shown, over = [] } = options;
  const { colorscale = SEQUENTIAL, width, height } = options;
  return sliderFigure({
    title,
    sliderName,
    frames: frames.map(({ values, ...frame }) => {
      const look = { zmin, zmax, colorscale, colorbar: { title: { text: unit } } };
      return { ...frame, data: [fieldTrace(Array.from(values, shortened), grid, look)] };
    }),
    layout: {
      xaxis: axis("distance (km)"),
      yaxis: axis("depth (km)", { autorange: "reversed" }),
    },
    shared: over,
    shown,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
  });
}
