/** Velocity maps as figures draw them. */
import * as fig from "../../lib/figure/mod.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import type { Survey } from "./survey.ts";

/** What a map is drawn on. */
export interface MapGrid {
  nz: number;
  nx: number;
  spacing: number;
}

const KM = 1e-3;

/** A map as a trace, distances in km. */
export function mapTrace(
  values: ArrayLike<number>,
  { nz, nx, spacing }: MapGrid,
  attributes: fig.Trace,
): fig.Trace {
  return {
    type: "heatmap",
    x: Array.from({ length: nx }, (_, i) => i * spacing * KM),
    y: Array.from({ length: nz }, (_, i) => i * spacing * KM),
    z: Array.from({ length: nz }, (_, z) => Array.from({ length: nx }, (_, x) => values[z * nx + x])),
    ...attributes,
  };
}

/** How {@linkcode mapPanels} draws. */
export interface MapPanelOptions {
  range: readonly [low: number, high: number];
  unit: string;
  colorscale?: fig.Trace["colorscale"];
  columns?: number;
  /** Traces over each map. */
  over?: readonly fig.Trace[];
  width?: number;
  height?: number;
}

/** Maps side by side on one scale of colours. */
export function mapPanels(
  title: string,
  grid: MapGrid,
  maps: Readonly<Record<string, ArrayLike<number>>>,
  options: MapPanelOptions,
): fig.Figure {
  const { range: [zmin, zmax], unit, colorscale = fig.SEQUENTIAL, columns = 3, over = [], width = 960 } =
    options;
  const names = Object.keys(maps), rows = Math.ceil(names.length / columns);
  return fig.figure({
    title,
    ...fig.panels({
      columns,
      panels: names.map((name, i) => ({
        title: name,
        data: [
          mapTrace(maps[name], grid, {
            zmin,
            zmax,
            colorscale,
            showscale: i === 0,
            colorbar: { title: { text: unit } },
          }),
          ...over,
        ],
      })),
      sameX: true,
      sameY: true,
      xaxis: fig.axis("distance (km)"),
      yaxis: fig.axis("depth (km)", { autorange: "reversed" }),
    }),
    width,
    height: options.height ?? 110 + 210 * rows,
  });
}

/** Velocity maps of a survey, with errors in their names and sources as triangles. */
export function velocityMaps(
  title: string,
  survey: Survey,
  maps: Readonly<Record<string, ArrayLike<number>>>,
): fig.Figure {
  const { truth, settings } = survey, spacing = settings.spacing * KM;
  const named = Object.entries(maps).map((
    [name, map],
  ) => [name === "truth" ? name : `${name}: error ${relativeL2(map, truth).toFixed(3)}`, map]);
  const sources = fig.dots({
    name: "source",
    x: survey.shots.map(({ source: [, x] }) => x * spacing),
    y: survey.shots.map(({ source: [z] }) => z * spacing),
    color: fig.OKABE_ITO.vermillion,
    style: "triangle-down",
    size: 9,
    attributes: { showlegend: false },
  });
  return mapPanels(title, settings, Object.fromEntries(named), {
    range: [1400, 3300],
    unit: "m/s",
    over: [sources],
  });
}
