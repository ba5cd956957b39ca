import type { NumberArray } from "./numbers.ts";
import type { Trace } from "./trace.ts";

/** Options of {@linkcode stems}. */
export interface StemOptions {
  /** Abscissae, e.g. frequencies; n values. */
  readonly x: NumberArray;
  /** Heights, e.g. amplitudes; n values. */
  readonly y: NumberArray;
  /** Name in the legend. */
  readonly name: string;
  /** Colour as `#rrggbb`. */
  readonly color: string;
  /** Plotly symbol of the heads; default `"circle"`. */
  readonly symbol?: string;
  /** Moves the stems sideways by this much in units of x, so that two spectra do not hide each other; default 0. */
  readonly shift?: number;
  /** Further attributes of the trace, e.g. `xaxis: "x2"`. */
  readonly attributes?: Trace;
}

/**
 * A line spectrum: a vertical stem from zero to each value, with a head. For linear y axes.
 *
 * @param options what to draw
 * @returns one trace (the stems are its error bars, so it has one entry in the legend)
 * @throws {RangeError} if x and y differ in length
 */
export function stems(options: StemOptions): Trace {
  const { x, y, name, color, symbol = "circle", shift = 0, attributes = {} } = options;
  if (x.length !== y.length) {
    throw new RangeError(
      `Cannot draw the stems "${name}": x has ${x.length} values, y has ${y.length}; they must be equally long`,
    );
  }
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: Array.from(x, (value) => value + shift),
    y: Array.from(y),
    marker: { color, symbol, size: 7 },
    error_y: {
      type: "data",
      symmetric: false,
      array: Array.from(y, (value) => Math.max(0, -value)),
      arrayminus: Array.from(y, (value) => Math.max(0, value)),
      width: 0,
      thickness: 2,
      color,
    },
    ...attributes,
  };
}
