/** Axes, lines and shapes for the figures of all notebooks, with common wording and look. */
import { curve } from "./curve.ts";
import type { NumberArray } from "./numbers.ts";
import type { Layout, Trace } from "./trace.ts";

/** Colour of references: chance, theory, the paper's values. */
export const REFERENCE = "#777777";

/** An axis with a title. */
export function axis(title: string, attributes: Layout = {}): Layout {
  return { title: { text: title }, ...attributes };
}

/** A logarithmic axis. */
export function logAxis(title: string, attributes: Layout = {}): Layout {
  return axis(title, { type: "log", ...attributes });
}

/** An axis of fractions or accuracies, 0 … 1. */
export function share(title: string, attributes: Layout = {}): Layout {
  return axis(title, { range: [-0.03, 1.05], ...attributes });
}

/** The axis of training steps. */
export function stepAxis(attributes: Layout = {}): Layout {
  return axis("training step", attributes);
}

/** The axis of training steps, logarithmic. */
export function logStepAxis(attributes: Layout = {}): Layout {
  return logAxis("training step", attributes);
}

/** A logarithmic axis of a loss. */
export function lossAxis(title = "loss", attributes: Layout = {}): Layout {
  return logAxis(title, attributes);
}

/** Options of {@linkcode curvesBySeed}. */
export interface CurvesBySeedOptions {
  /** Abscissae, common to all curves or one list per curve. */
  readonly x: NumberArray | readonly NumberArray[];
  /** One curve per seed. */
  readonly curves: readonly NumberArray[];
  /** Common name in the legend. */
  readonly name: string;
  /** Colour as `#rrggbb`. */
  readonly color: string;
  /** Width of the lines, pixels; default 1.2. */
  readonly size?: number;
  readonly style?: string;
  readonly attributes?: Trace;
}

/**
 * A thin line for each seed, with one entry in the legend, which counts the seeds left out because their curves have no
 * finite number.
 *
 * @throws {RangeError} if a curve and its abscissae differ in length, or no seed has a finite number
 */
export function curvesBySeed(
  { x, curves, name, color, size = 1.2, style, attributes }: CurvesBySeedOptions,
): Trace[] {
  const drawn = curves.flatMap((y, i) =>
    Array.from(y).some(Number.isFinite) ? [{ y, x: isListOfLists(x) ? x[i] : x }] : []
  );
  if (drawn.length === 0) throw new RangeError(`Cannot draw "${name}": no seed has a finite number`);
  const lost = curves.length - drawn.length;
  const shown = lost === 0 ? name : `${name} (${drawn.length} of ${curves.length} seeds)`;
  return drawn.map((one, i) =>
    curve({
      ...one,
      name: shown,
      color,
      size,
      ...(style !== undefined && { style }),
      attributes: { legendgroup: name, showlegend: i === 0, ...attributes },
    })
  );
}

function isListOfLists(x: NumberArray | readonly NumberArray[]): x is readonly NumberArray[] {
  return typeof x[0] === "object";
}

/** A dotted horizontal line with a legend entry: chance, a threshold, a value of the paper. */
export function level(
  name: string,
  at: number,
  [from, to]: readonly [from: number, to: number],
  attributes: Trace = {},
): Trace {
  return curve({ name, x: [from, to], y: [at, at], color: REFERENCE, size: 1, style: "dot", attributes });
}

/** A dotted vertical line over the whole height of a panel, 1 … n; a shape of the layout. */
export function verticalLine(at: number, panel = 1): Layout {
  const id = panel === 1 ? "" : String(panel);
  return {
    type: "line",
    x0: at,
    x1: at,
    xref: `x${id}`,
    y0: 0,
    y1: 1,
    yref: `y${id} domain`,
    line: { color: REFERENCE, width: 1, dash: "dot" },
  };
}

/** Options of {@linkcode categoryMap}. */
export interface CategoryMapOptions {
  /** Names of the columns, from left to right. */
  readonly columns: readonly string[];
  /** Names of the rows, from top to bottom. */
  readonly rows: readonly string[];
  /** A value for each row and column; NaN is a gap. */
  readonly values: readonly NumberArray[];
  /** Title of the colour bar. */
  readonly title: string;
  readonly colorscale: Trace["colorscale"];
  /** Ends of the colour bar; by default those of the values. */
  readonly range?: readonly [low: number, high: number];
  /** The text in each cell; none if absent. */
  readonly text?: (value: number) => string;
}

/**
 * A coloured map of named rows and columns, as a trace and the attributes of its axes; add axis titles.
 *
 * @throws {RangeError} if rows, columns and values do not fit
 */
export function categoryMap(
  { columns, rows, values, title, colorscale, range, text }: CategoryMapOptions,
): { data: Trace[]; xaxis: Layout; yaxis: Layout } {
  const bad = values.findIndex((row) => row.length !== columns.length);
  if (values.length !== rows.length || bad >= 0) {
    throw new RangeError(
      `Cannot draw the map "${title}": ${rows.length} rows of ${columns.length} names, values for ${values.length} rows` +
        (bad >= 0 ? `, row ${bad} has ${values[bad].length}` : ""),
    );
  }
  const z = values.map((row) => Array.from(row));
  return {
    data: [{
      type: "heatmap",
      x: columns.map((_, i) => i),
      y: rows.map((_, i) => i),
      z,
      colorscale,
      colorbar: { title: { text: title } },
      ...(range && { zmin: range[0], zmax: range[1] }),
      ...(text && {
        text: z.map((row) => row.map((value) => Number.isFinite(value) ? text(value) : "")),
        texttemplate: "%{text}",
      }),
    }],
    xaxis: { tickvals: columns.map((_, i) => i), ticktext: [...columns], showgrid: false },
    yaxis: {
      tickvals: rows.map((_, i) => i),
      ticktext: [...rows],
      range: [rows.length - 0.5, -0.5],
      showgrid: false,
    },
  };
}
