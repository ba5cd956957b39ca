/** What the figures of this notebook share. */
import {
  axis,
  curve,
  type Figure,
  figure,
  logAxis,
  OKABE_ITO,
  panels,
  type PanelsOptions,
  REFERENCE,
  seedBand,
  type Trace,
} from "../../lib/figure/mod.ts";
import type { SineRun } from "./sine_training.ts";

/** Axes of spectra. */
export const FREQUENCY = axis("angular frequency k"), AMPLITUDE = axis("amplitude |F(k)|");
/** Axis of steps on which step 0 is seen. */
export const STEP_PLUS_ONE = logAxis("training step + 1");
/** What a loss is here. */
export const ERROR = "mean squared error";

/** A title and its panels, 900 pixels wide. */
export function board(title: string, height: number, options: PanelsOptions): Figure {
  return figure({ title, ...panels(options), width: 900, height });
}

/** Numbers of a hundred readings at most, even in the step or in its logarithm, and of the last: enough for a band. */
export function someReadings(steps: readonly number[], { last = Infinity, log = false } = {}): number[] {
  const seen = steps.flatMap((step, i) => step <= last ? [i] : []), end = seen.at(-1)!;
  const place = (i: number) => log ? Math.log(steps[i] + 1) : steps[i];
  let next = -Infinity;
  return seen.filter((i) => {
    if (place(i) < next && i !== end) return false;
    next = place(i) + place(end) / 100;
    return true;
  });
}

/** Bands over the seeds: training and test. */
export function trainTest(x: number[], train: number[][], test: number[][]): Trace[] {
  return [
    ...seedBand({ x, curves: train, name: "training", color: OKABE_ITO.blue }),
    ...seedBand({ x, curves: test, name: "test", color: OKABE_ITO.vermillion }),
  ];
}

/** The same of the losses on the line, up to a step. */
export function lossBands(runs: readonly SineRun[], last = Infinity): Trace[] {
  const { steps } = runs[0], kept = someReadings(steps, { last });
  const of = (part: "train" | "test") => runs.map((run) => kept.map((i) => run[part][i]));
  return trainTest(kept.map((i) => steps[i]), of("train"), of("test"));
}

/** The target, as a thin line. */
export function target(x: ArrayLike<number>, frequency: number): Trace {
  const y = Array.from(x, (v) => Math.sin(frequency * v));
  return curve({ name: `target sin ${frequency}x`, x: [...Array.from(x)], y, color: REFERENCE, size: 1 });
}

/** What the points let one take for the target. */
export function phantom(x: ArrayLike<number>): Trace {
  const at = Array.from(x);
  return curve({
    name: "phantom sin x",
    x: at,
    y: at.map(Math.sin),
    color: OKABE_ITO.green,
    size: 1.5,
    style: "dash",
  });
}
