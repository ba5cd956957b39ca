import type { Figure } from "./figure.ts";
import { sliderFigure } from "./slider.ts";
import type { Trace } from "./trace.ts";
import { axis } from "./vocabulary.ts";

/** What {@linkcode stackedSlider} draws. */
export interface StackedSliderOptions {
  readonly title: string;
  /** Maps that the slider chooses from, `[n][n]`, by label. */
  readonly frames: readonly { readonly label: string; readonly z: readonly (readonly number[])[] }[];
  readonly sliderName: string;
  /** The map that stays below. */
  readonly below: readonly (readonly number[])[];
  /** Look of all maps; the upper ones have the colour bar. */
  readonly look: Trace;
  /** Name of all axes. */
  readonly of: string;
  readonly width: number;
  readonly height: number;
}

/** A heat map with a slider above another one that stays. */
export function stackedSlider(
  { title, frames, sliderName, below, look, of, width, height }: StackedSliderOptions,
): Figure {
  const map = (z: readonly (readonly number[])[], suffix: "" | "2"): Trace => ({
    ...{ type: "heatmap", z, ...look, showscale: suffix === "" },
    ...{ xaxis: `x${suffix}`, yaxis: `y${suffix}` },
  });
  return sliderFigure({
    title,
    shared: [map(below, "2")],
    frames: frames.map(({ label, z }) => ({ label, data: [map(z, "")] })),
    sliderName,
    layout: {
      xaxis: axis(of, { anchor: "y" }),
      yaxis: axis(of, { domain: [0.56, 1] }),
      xaxis2: axis(of, { anchor: "y2" }),
      yaxis2: axis(of, { domain: [0, 0.44] }),
    },
    shown: frames.map((_, i) => i),
    width,
    height,
  });
}
