/** Bands over the runs of several seeds, of readings thinned for a figure. */
import { seedBand, type Spread } from "./bands.ts";
import { OKABE_ITO } from "./palette.ts";
import type { Trace } from "./trace.ts";

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

/** What curves of runs need. */
export interface Steps {
  steps: readonly number[];
}

/** Readings that are all drawn; of the later ones every second is enough for a figure. */
const DENSE = 20;

/** Options of {@linkcode runBand}. */
export interface RunBandOptions {
  name: string;
  color: string;
  dash?: string;
  /** Added to the steps of the runs: 1 for logarithmic axes. */
  shift?: number;
  /** Last step that is drawn. */
  until?: number;
  attributes?: Trace;
}

/**
 * Geometric mean of a positive curve over the seeds, with one standard deviation of its logarithm.
 *
 * @param of the curve, as long as the steps of the first run at least
 */
export function runBand<Run extends Steps>(
  runs: readonly Run[],
  of: (run: Run) => readonly number[],
  { shift = 1, until = Infinity, ...look }: RunBandOptions,
): Trace[] {
  const { steps } = runs[0], end = steps.filter((step) => step <= until).length;
  const kept = steps.slice(0, end).flatMap((_, i) => i < DENSE || i % 2 === 0 || i === end - 1 ? [i] : []);
  const curves = runs.map((run) => kept.map((i) => of(run)[i])), x = kept.map((i) => steps[i] + shift);
  return seedBand({ x, curves, spread: "geometric", ...look });
}
