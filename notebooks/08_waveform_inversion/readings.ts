/** Numbers that figures and claims read off runs. */
import { smallest, type Successes } from "../../lib/stats/mod.ts";
import {
  type ComparisonCase,
  type ComparisonOutcome,
  type ComparisonRun,
  type ComparisonSettings,
  SHOWN,
} from "./comparison.ts";
import type { MethodName } from "./methods.ts";
import type { StartsRun, StartsSettings } from "./starts.ts";

/** The network of the main comparison, which was fixed by trials on seeds 100 and 101. */
export const NETWORK: MethodName = "CNN, additive";
/** E10: clean recordings and a good start. */
export const EASY: ComparisonCase = { model: "marmousiLike", start: "smooth 3", noise: 0 };
/** The four models at one strength of noise. */
export const FOUR: readonly ComparisonCase[] =
  (["layeredFaultLens", "marmousiLike", "overthrustLike", "saltBody"] as const)
    .map((model) => ({ ...SHOWN, model }));

/** Place of a case among those of the settings. */
export function caseAt({ cases }: ComparisonSettings, wanted: ComparisonCase): number {
  const at = cases.findIndex((one) =>
    one.model === wanted.model && one.start === wanted.start && one.noise === wanted.noise
  );
  if (at < 0) throw new RangeError(`caseAt: no such case, got ${JSON.stringify(wanted)}`);
  return at;
}

/** The outcome of a method on a case. */
export function outcomeOf(
  settings: ComparisonSettings,
  run: ComparisonRun,
  wanted: ComparisonCase,
  method: MethodName,
): ComparisonOutcome {
  const m = settings.names.indexOf(method);
  if (m < 0) throw new RangeError(`outcomeOf: no such method, got "${method}"`);
  return run.outcomes[caseAt(settings, wanted)][m];
}

/** Methods on the grid. */
export function gridMethods({ names }: ComparisonSettings): MethodName[] {
  return names.filter((name) => /^(Adam|L-BFGS)/.test(name));
}

/** The grid method and stopping with the least mean error over seeds on a case: an oracle's choice, in favour of the grid. */
export function bestOnGrid(
  settings: ComparisonSettings,
  runs: readonly ComparisonRun[],
  wanted: ComparisonCase,
) {
  const choices = gridMethods(settings).flatMap((method) =>
    (["error", "stopped"] as const).map((reading) => {
      const errors = runs.map((run) => outcomeOf(settings, run, wanted, method)[reading]);
      return { method, reading, errors, mean: errors.reduce((a, b) => a + b) / errors.length };
    })
  );
  return choices.reduce((best, one) => one.mean < best.mean ? one : best);
}

/** Errors of the network over those of the best grid method, by seed. */
export function overBest(
  settings: ComparisonSettings,
  runs: readonly ComparisonRun[],
  wanted: ComparisonCase,
  network = NETWORK,
): number[] {
  const { errors } = bestOnGrid(settings, runs, wanted);
  return runs.map((run, i) => outcomeOf(settings, run, wanted, network).error / errors[i]);
}

/** Slope of the error of a method by the strength of noise, on the first model. */
export function noiseSlope(
  settings: ComparisonSettings,
  run: ComparisonRun,
  method: MethodName,
  reading: "error" | "stopped" = "error",
): number {
  const points = settings.cases.filter(({ model, start }) => model === SHOWN.model && start === SHOWN.start)
    .map((one) => [one.noise, outcomeOf(settings, run, one, method)[reading]] as const);
  const mx = points.reduce((sum, [x]) => sum + x, 0) / points.length,
    my = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  return points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) /
    points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

/** Runs that explain nine tenths of what can be explained and end further from the truth than they began. */
export function deceived(
  settings: ComparisonSettings,
  run: ComparisonRun,
  which: (method: MethodName) => boolean,
): number {
  return run.outcomes.flatMap((outcomes, c) =>
    outcomes.filter(({ misfit, error }, m) =>
      which(settings.names[m]) && excess(run, c, misfit) < 0.1 && error > run.starts[c]
    )
  ).length;
}

/** (J − noise)/(J₀ − noise), noise the level that noise alone leaves: 1 at the start, 0 where only noise is left. */
export function excess({ levels }: ComparisonRun, c: number, misfit: number): number {
  return (misfit - levels[c]) / Math.max(1e-12, 1 - levels[c]);
}

/** An error that counts as success, over that of the start. */
export const SUCCESS = 0.6;

/** Whether an inversion succeeded, by method, column and start. */
export function succeeded(run: StartsRun, m: number, column: number, start: number): boolean {
  return run.errors[m][column][start] < SUCCESS * run.initial[start];
}

/** Successes in one band, over all starts and frequencies. */
export function successes({ frequencies, starts }: StartsSettings, run: StartsRun, m: number): Successes {
  const all = frequencies.flatMap((_, column) => starts.map((_, start) => succeeded(run, m, column, start)));
  return { successes: all.filter(Boolean).length, trials: all.length };
}

/** The second smallest of some numbers. */
export function secondSmallest(values: readonly number[]): number {
  const least = values.indexOf(smallest(values));
  return smallest(values.filter((_, i) => i !== least));
}
