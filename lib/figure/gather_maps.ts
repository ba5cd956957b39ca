/** Recordings of many receivers side by side, time downwards. */
import type { Figure } from "./figure.ts";
import type { NumberArray } from "./numbers.ts";
import { DIVERGING } from "./palette.ts";
import { panelFigure } from "./panel_figure.ts";
import { axis } from "./vocabulary.ts";

/** What {@linkcode gatherMaps} draws. */
export interface GatherMapsOptions {
  readonly title: string;
  /** Places of the receivers along the line, km. */
  readonly receivers: NumberArray;
  /** Seconds between samples. */
  readonly timeStep: number;
  /** Recordings by the title of their panel, samples × receivers, row by row. */
  readonly parts: Readonly<Record<string, NumberArray>>;
  /** Value at which the colours end, on both sides of 0. */
  readonly top: number;
  /** Draw every n-th sample; default 1. */
  readonly every?: number;
  /** Title of the colour bar; the colours are shares of `top`. */
  readonly unit: string;
}

/**
 * Gathers on one scale of colours, −1 … 1 of `top`.
 *
 * @throws {RangeError} for recordings that are no whole number of samples, and as {@linkcode panelFigure}
 */
export function gatherMaps(options: GatherMapsOptions): Figure {
  const { title, receivers, timeStep, parts, top, every = 1, unit } = options, count = receivers.length;
  return panelFigure({
    title,
    panels: Object.entries(parts).map(([name, data], k) => {
      if (count === 0 || data.length % count !== 0) {
        throw new RangeError(
          `Cannot draw the gather "${name}": ${count} receivers, got ${data.length} values`,
        );
      }
      const rows = Array.from({ length: Math.ceil(data.length / count / every) }, (_, n) => n * every);
      const share = (n: number, r: number) => Number((data[n * count + r] / top).toFixed(2));
      return {
        title: name,
        data: [{
          type: "heatmap",
          x: Array.from(receivers),
          y: rows.map((n) => n * timeStep),
          z: rows.map((n) => Array.from(receivers, (_, r) => share(n, r))),
          zmin: -1,
          zmax: 1,
          colorscale: DIVERGING,
          showscale: k === 0,
          colorbar: { title: { text: unit } },
        }],
      };
    }),
    sameY: true,
    xaxis: axis("receiver (km)"),
    yaxis: axis("time (s)", { autorange: "reversed" }),
    width: 960,
    height: 400,
  });
}
