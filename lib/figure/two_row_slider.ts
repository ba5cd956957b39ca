/** A curve next to a reference, and another curve below, one after the other. */
import { curve } from "./curve.ts";
import type { Figure } from "./figure.ts";
import { OKABE_ITO } from "./palette.ts";
import { sliderFigure } from "./slider.ts";
import type { Layout } from "./trace.ts";
import { axis, REFERENCE } from "./vocabulary.ts";

/** Two rows over one abscissa, for a slider; traces of the lower one have `yaxis: "y2"`. */
export function twoRows(x: Layout, above: Layout, below: Layout): Layout {
  return {
    xaxis: { ...x, anchor: "y2", domain: [0, 1] },
    yaxis: { ...above, domain: [0.54, 1] },
    yaxis2: { ...below, domain: [0, 0.46] },
  };
}

/** What {@linkcode outputSlider} draws. */
export interface OutputSliderOptions {
  readonly title: string;
  readonly sliderName: string;
  readonly x: readonly number[];
  readonly exact: readonly number[];
  /** Label, a few words, the network's output and the curve below; 2 … 12 of them. */
  readonly frames: readonly {
    readonly label: string;
    readonly note?: string;
    readonly network: readonly number[];
    readonly below: readonly number[];
  }[];
  /** Name of the curve below. */
  readonly below: string;
  /** Positions that the picture shows side by side, 2 … 4 of them. */
  readonly shown: readonly number[];
}

/**
 * A network's output u next to the exact function of x, and another curve below, chosen by a slider.
 *
 * @throws {RangeError} as {@linkcode sliderFigure}
 */
export function outputSlider(options: OutputSliderOptions): Figure {
  const { title, sliderName, x, exact, frames, below: name, shown } = options;
  const lower = { color: OKABE_ITO.blue, size: 1.5, attributes: { yaxis: "y2" } };
  return sliderFigure({
    title,
    sliderName,
    frames: frames.map(({ label, note, network, below }) => ({
      label,
      ...(note !== undefined && { note }),
      data: [
        curve({ name: "network", x, y: network, color: OKABE_ITO.vermillion }),
        curve({ name, x, y: below, ...lower }),
      ],
    })),
    shared: [curve({ name: "exact solution", x, y: exact, color: REFERENCE, size: 3 })],
    layout: twoRows(axis("x"), axis("u"), axis(name)),
    shown,
    points: 110,
    width: 800,
    height: 470,
  });
}
