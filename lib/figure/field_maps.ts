/** Maps of a field on a regular grid, with distances on both axes. */
import { axis } from "./vocabulary.ts";
import { type FieldGrid, fieldTrace } from "./field_trace.ts";
import { type Figure, figure } from "./figure.ts";
import type { NumberArray } from "./numbers.ts";
import { SEQUENTIAL } from "./palette.ts";
import { panels } from "./subplots.ts";
import type { Trace } from "./trace.ts";

/** What {@linkcode fieldMaps} draws. */
export interface FieldMapsOptions {
  readonly title: string;
  readonly grid: FieldGrid;
  /** `[nz][nx]`, row-major, depth first, by the title of the panel. */
  readonly maps: Readonly<Record<string, NumberArray>>;
  /** Ends of the colours. */
  readonly range: readonly [low: number, high: number];
  /** Title of the colour bar. */
  readonly unit: string;
  readonly colorscale?: Trace["colorscale"];
  /** Panels in a row; 3 by default. */
  readonly columns?: number;
  /** Traces over each map. */
  readonly over?: readonly Trace[];
  readonly width?: number;
  readonly height?: number;
}

/**
 * Maps side by side on one scale of colours, depth downwards.
 *
 * @throws {RangeError} for values that do not fit the grid, and as {@linkcode figure}
 */
export function fieldMaps(options: FieldMapsOptions): Figure {
  const { title, grid, maps, range: [zmin, zmax], unit, colorscale = SEQUENTIAL, columns = 3, over = [] } =
    options;
  const names = Object.keys(maps),
    rows = Math.ceil(names.length / columns),
    colorbar = { title: { text: unit } };
  return figure({
    title,
    ...panels({
      columns,
      panels: names.map((name, i) => ({
        title: name,
        data: [
          fieldTrace(maps[name], grid, { zmin, zmax, colorscale, showscale: i === 0, colorbar }),
          ...over,
        ],
      })),
      sameX: true,
      sameY: true,
      xaxis: axis("distance (km)"),
      yaxis: axis("depth (km)", { autorange: "reversed" }),
    }),
    width: options.width ?? 960,
    height: options.height ?? 110 + 210 * rows,
  });
}
