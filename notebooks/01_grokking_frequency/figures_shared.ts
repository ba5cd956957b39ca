/** Common parts of this notebook's figures. */
import {
  axis,
  curve,
  type Figure,
  figure,
  type Layout,
  logAxis,
  OKABE_ITO,
  type Panel,
  panels,
  REFERENCE,
  seedBand,
  type Spread,
  type Trace,
} from "../../lib/figure/mod.ts";

/** Axes of spectra, and of steps that show step 0. */
export const FREQUENCY = axis("angular frequency k"),
  AMPLITUDE = axis("amplitude |F(k)|"),
  STEP_PLUS_ONE = logAxis("training step + 1");
/** Axes of losses and delays. */
export const ERROR = "mean squared error", LATENESS = "steps to test / to training";

/** Panels under a title, 900 pixels wide; with one y axis, all have its range unless `sameY` is false. */
export function board(
  title: string,
  all: readonly Panel[],
  [xaxis, yaxis]: readonly [x: Layout, y?: Layout],
  { height = 380, columns = all.length, sameY = yaxis !== undefined, shapes = [] as Layout[] } = {},
): Figure {
  const { data, layout } = panels({ panels: all, columns, sameY, xaxis, ...(yaxis && { yaxis }) });
  return figure({ title, data, layout: { ...layout, shapes }, width: 900, height });
}

/** A band over runs: its name, its colour, what is drawn of a run, and the dash of its line. */
export type Series<Run> = readonly [
  name: string,
  color: string,
  of: (run: Run) => readonly number[],
  dash?: string,
];

/**
 * Bands over the seeds against the step, or against step + 1 for logarithmic axes, of a hundred readings at most, even
 * in the step or in its logarithm, and of the last.
 */
export function bands<Run>(
  runs: readonly Run[],
  stepsOf: (run: Run) => readonly number[],
  series: readonly Series<Run>[],
  { last = Infinity, log = false, spread }: { last?: number; log?: boolean; spread?: Spread } = {},
): Trace[] {
  const steps = stepsOf(runs[0]),
    seen = steps.flatMap((step, i) => step <= last ? [i] : []),
    end = seen.at(-1)!;
  const place = (i: number) => log ? Math.log(steps[i] + 1) : steps[i];
  let next = -Infinity;
  const kept = seen.filter((i) => {
    if (place(i) < next && i !== end) return false;
    next = place(i) + place(end) / 100;
    return true;
  });
  const x = kept.map((i) => steps[i] + (log ? 1 : 0));
  return series.flatMap(([name, color, of, dash]) =>
    seedBand({
      x,
      curves: runs.map((run) => kept.map((i) => of(run)[i])),
      name,
      color,
      ...(dash && { dash }),
      ...(spread && { spread }),
    })
  );
}

/** The two curves of every training. */
export function trainTest<Run>(
  train: (run: Run) => readonly number[],
  test: (run: Run) => readonly number[],
): Series<Run>[] {
  return [["training", OKABE_ITO.blue, train], ["test", OKABE_ITO.vermillion, test]];
}

/** The target, as a thin line. */
export function target(x: ArrayLike<number>, frequency: number): Trace {
  const y = Array.from(x, (v) => Math.sin(frequency * v));
  return curve({ name: `target sin ${frequency}x`, x: [...Array.from(x)], y, color: REFERENCE, size: 1 });
}

/** The phantom: what the points look like instead of the target. */
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
