/** Solutions on the line, and a slider over the steps of a network next to the exact one. */
import * as plot from "../../lib/figure/mod.ts";
import { brief } from "../../lib/notebook/words.ts";
import type { LineRun } from "./line_training.ts";
import { peakIndex } from "./measures.ts";

const { blue, vermillion } = plot.OKABE_ITO;

/** Points at which solutions are drawn. */
export const X = Array.from({ length: 129 }, (_, i) => Math.PI * i / 64);

/** Σ sin kx at those points. */
export function solution(frequencies: readonly number[]): number[] {
  return X.map((x) => frequencies.reduce((sum, k) => sum + Math.sin(k * x), 0));
}

/** The one of some steps that is closest to a given step. */
export function closest(steps: readonly number[], to: number): number {
  return steps.reduce((best, step) => Math.abs(step - to) < Math.abs(best - to) ? step : best);
}

/** Steps at which a run after the switch is shown: the switch, step 20, the peak, the end. */
export function stills(run: LineRun, shown: readonly number[]): number[] {
  const at = [0, 20, run.steps[peakIndex(run)], Infinity].map((step) =>
    closest(shown, Math.min(step, run.steps.at(-1)!))
  );
  return [...new Set(at)];
}

/** Two rows over one abscissa, for a slider; traces of the lower one have `yaxis: "y2"`. */
export function twoRows(x: plot.Layout, above: plot.Layout, below: plot.Layout): plot.Layout {
  return {
    xaxis: { ...x, anchor: "y2", domain: [0, 1] },
    yaxis: { ...above, domain: [0.54, 1] },
    yaxis2: { ...below, domain: [0, 0.46] },
  };
}

/** What {@linkcode outputSlider} draws: a curve of the network, and one below, for each step. */
export interface Outputs {
  x: readonly number[];
  exact: readonly number[];
  steps: readonly number[];
  network: readonly (readonly number[])[];
  below: readonly (readonly number[])[];
  /** Name of the curve below. */
  name: string;
}

/**
 * The network next to the exact solution, and another curve below, at some steps.
 *
 * @param still indices of the steps in the still picture
 */
export function outputSlider(
  title: string,
  run: LineRun,
  { x, exact, steps, network, below, name }: Outputs,
  still: readonly number[],
): plot.Figure {
  // Twelve frames of two curves each would take a tenth of a notebook's size.
  const chosen = steps.map((_, i) => i).filter((i) => still.includes(i) || i % 3 === 0);
  const lower = { color: blue, size: 1.5, attributes: { yaxis: "y2" } };
  return plot.sliderFigure({
    title,
    sliderName: "step",
    frames: chosen.map((i) => {
      const at = run.steps.indexOf(steps[i]);
      return {
        label: String(steps[i]),
        note: `data loss ${brief(run.data[at])}<br>residual ${brief(run.residual[at])}`,
        data: [
          plot.curve({ name: "network", x, y: network[i], color: vermillion }),
          plot.curve({ name, x, y: below[i], ...lower }),
        ],
      };
    }),
    shared: [plot.curve({ name: "exact solution", x, y: exact, color: plot.REFERENCE, size: 3 })],
    layout: twoRows(plot.axis("x"), plot.axis("u"), plot.axis(name)),
    shown: still.map((i) => chosen.indexOf(i)),
    points: 130,
    width: 900,
    height: 470,
  });
}
