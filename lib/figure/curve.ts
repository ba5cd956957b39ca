import type { NumberArray } from "./numbers.ts";
import type { Trace } from "./trace.ts";

/** Options of {@linkcode curve} and {@linkcode dots}. */
export interface CurveOptions {
  /** Abscissae, n values. */
  readonly x: NumberArray;
  /** Ordinates, n values. */
  readonly y: NumberArray;
  /** Name in the legend. */
  readonly name: string;
  /** Colour as `#rrggbb`. */
  readonly color: string;
  /** Width of a line, or size of a dot, in pixels; default 2 and 6. */
  readonly size?: number;
  /** Plotly dash of a line, or symbol of a dot. */
  readonly style?: string;
  /** Further attributes, e.g. `legendgroup`. */
  readonly attributes?: Trace;
}

/**
 * One line, as a Plotly trace.
 *
 * @throws {RangeError} if x and y differ in length
 */
export function curve(options: CurveOptions): Trace {
  const { color, size = 2, style = "solid" } = options;
  return {
    ...points(options),
    mode: "lines",
    line: { color, width: size, dash: style },
    ...options.attributes,
  };
}

/**
 * Dots, as a Plotly trace.
 *
 * @throws {RangeError} if x and y differ in length
 */
export function dots(options: CurveOptions): Trace {
  const { color, size = 6, style = "circle" } = options;
  return {
    ...points(options),
    mode: "markers",
    marker: { color, size, symbol: style },
    ...options.attributes,
  };
}

function points({ x, y, name }: CurveOptions): Trace {
  if (x.length !== y.length) {
    throw new RangeError(
      `Cannot draw "${name}": x has ${x.length} values, y has ${y.length}; they must be equally long`,
    );
  }
  return { type: "scatter", name, x, y };
}
