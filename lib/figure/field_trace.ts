import type { NumberArray } from "./numbers.ts";
import type { Trace } from "./trace.ts";

/** Lengths of a grid of nodes, and metres between them. */
export interface FieldGrid {
  readonly nz: number;
  readonly nx: number;
  readonly spacing: number;
}

/**
 * A map as a trace, distances in km.
 *
 * @param values `[nz][nx]`, row-major, depth first
 * @throws {RangeError} for values that do not fit the grid
 */
export function fieldTrace(values: NumberArray, { nz, nx, spacing }: FieldGrid, attributes: Trace): Trace {
  if (values.length !== nz * nx) {
    throw new RangeError(`Cannot draw a map of ${nz} × ${nx} nodes: got ${values.length} values`);
  }
  const along = (count: number) => Array.from({ length: count }, (_, i) => i * spacing / 1e3);
  const z = Array.from(
    { length: nz },
    (_, row) => Array.from({ length: nx }, (_, x) => values[row * nx + x]),
  );
  return { type: "heatmap", x: along(nx), y: along(nz), z, ...attributes };
}

/**
 * Level lines of a field as a trace, grey and without a colour bar, distances in km.
 *
 * @param values `[nz][nx]`, row-major, depth first
 * @param levels about so many
 * @throws {RangeError} for values that do not fit the grid
 */
export function fieldContours(values: NumberArray, grid: FieldGrid, levels: number): Trace {
  return fieldTrace(values, grid, {
    type: "contour",
    showscale: false,
    ncontours: levels,
    contours: { coloring: "lines" },
    colorscale: [[0, "#999999"], [1, "#999999"]],
    line: { width: 1 },
  });
}
