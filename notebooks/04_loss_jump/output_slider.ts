/** Solutions on the line, and a slider over the steps of a network next to the exact one. */
import * as plot from "../../lib/figure/mod.ts";
import { brief } from "../../lib/notebook/words.ts";
import type { LineRun } from "./line_training.ts";
import { peakIndex } from "./measures.ts";

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

/** What {@linkcode stepsSlider} draws: a curve of the network, and one below, for each step. */
export interface Outputs {
  x: readonly number[];
  exact: readonly number[];
  steps: readonly number[];
  network: readonly (readonly number[])[];
  below: readonly (readonly number[])[];
  /** Name of the curve below. */
  name: string;
}

/** The network and another curve below at some steps of a run; `still` are the steps in the picture, by index. */
export function stepsSlider(
  title: string,
  run: LineRun,
  outputs: Outputs,
  still: readonly number[],
): plot.Figure {
  const { x, exact, steps, network, below, name } = outputs;
  // Twelve frames of two curves each would take a tenth of a notebook's size.
  const chosen = steps.map((_, i) => i).filter((i) => still.includes(i) || i % 6 === 0);
  const frames = chosen.map((i) => {
    const at = run.steps.indexOf(steps[i]);
    const note = `data loss ${brief(run.data[at])}<br>residual ${brief(run.residual[at])}`;
    return { label: String(steps[i]), note, network: network[i], below: below[i] };
  });
  const shown = still.map((i) => chosen.indexOf(i));
  return plot.outputSlider({ title, sliderName: "step", x, exact, frames, below: name, shown });
}
