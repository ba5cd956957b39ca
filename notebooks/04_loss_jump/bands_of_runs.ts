/** Curves of several seeds as bands, and what axes of this notebook have in common. */
import { type Layout, OKABE_ITO, seedBand, type Trace } from "../../lib/figure/mod.ts";

/** The step axis after the switch; step 0 is the switch itself. */
export const AFTER_SWITCH: Layout = {
  title: { text: "optimiser step after the switch, + 1" },
  type: "log",
  dtick: 1,
};
export const STEP: Layout = { title: { text: "optimiser step" }, tickformat: ",d" };
export const MEAN_SQUARE: Layout = { title: { text: "mean square (dimensionless)" }, type: "log" };

/** One colour for each loss, in all figures. */
export const LOSS_COLOURS = {
  fit: OKABE_ITO.blue,
  model: OKABE_ITO.vermillion,
  data: OKABE_ITO.black,
  sobolev: OKABE_ITO.green,
} as const;

/** Indices of at most `most` readings, even in the logarithm of the step, with first and last. */
export function evenInLog(steps: readonly number[], most: number): number[] {
  const scale = Math.log1p(steps[steps.length - 1]) || 1, kept = new Map<number, number>();
  steps.forEach((step, i) => kept.set(Math.round((most - 1) * Math.log1p(step) / scale), i));
  return [...kept.values()];
}

/** How {@linkcode runBand} draws. */
export interface RunBandOptions {
  name: string;
  color: string;
  dash?: string;
  /** Added to the steps of the runs: 1 for logarithmic axes. */
  shift?: number;
  /** Last step that is drawn. */
  until?: number;
  /** Most readings. */
  most?: number;
}

/** Geometric mean of a positive curve over the seeds, with one standard deviation of its logarithm. */
export function runBand<Run extends { steps: readonly number[] }>(
  runs: readonly Run[],
  of: (run: Run) => readonly number[],
  { name, color, dash = "solid", shift = 1, until = Infinity, most = 36 }: RunBandOptions,
): Trace[] {
  const steps = runs[0].steps.filter((step) => step <= until);
  const kept = shift === 1 ? evenInLog(steps, most) : everyNth(steps.length, most);
  return seedBand({
    x: kept.map((i) => steps[i] + shift),
    curves: runs.map((run) => kept.map((i) => of(run)[i])),
    name,
    color,
    dash,
    spread: "geometric",
  });
}

/** Indices of at most `most` of so many readings, evenly, with first and last. */
export function everyNth(count: number, most: number): number[] {
  const stride = Math.ceil(count / most);
  return Array.from({ length: count }, (_, i) => i).filter((i) => i % stride === 0 || i === count - 1);
}

/** A vertical line through the panel with this number of axes (1, 2, …). */
export function verticalLine(panel: number, x: number): Layout {
  const suffix = panel === 1 ? "" : String(panel);
  return {
    type: "line",
    xref: `x${suffix}`,
    yref: `y${suffix} domain`,
    x0: x,
    x1: x,
    y0: 0,
    y1: 1,
    line: { color: "#777777", width: 1, dash: "dot" },
  };
}
