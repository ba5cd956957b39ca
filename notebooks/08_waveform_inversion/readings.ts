/** Numbers that figures and claims read off runs. */
import { mean } from "../../lib/stats/mod.ts";
import type comparison from "./comparison.ts";
import { type ComparisonCase as Case, SHOWN } from "./comparison.ts";
import type { MethodName } from "./methods.ts";
import type { RunsOf } from "./set_up.ts";
import type { StartsRun, StartsSettings } from "./starts.ts";
import type { PosteriorReading, UncertaintyRun } from "./uncertainty.ts";

/** Runs of the main comparison. */
export type Compared = RunsOf<typeof comparison>;
type Settings = Compared["settings"];
type Run = Compared["results"][number];

/** The network of the main comparison, which was fixed by trials on seeds 100 and 101. */
export const NETWORK: MethodName = "CNN, additive";
/** E10: clean recordings and a good start. */
export const EASY: Case = { model: "marmousiLike", start: "smooth 3", noise: 0 };
/** The four models at one strength of noise. */
export const FOUR: readonly Case[] =
  (["layeredFaultLens", "marmousiLike", "overthrustLike", "saltBody"] as const)
    .map((model) => ({ ...SHOWN, model }));

/** Place of a case among those of the settings. */
export function caseAt({ cases }: Settings, wanted: Case): number {
  const at = cases.findIndex((one) =>
    one.model === wanted.model && one.start === wanted.start && one.noise === wanted.noise
  );
  if (at < 0) throw new RangeError(`caseAt: no such case, got ${JSON.stringify(wanted)}`);
  return at;
}

/** The outcome of a method on a case. */
export function outcomeOf(settings: Settings, run: Run, wanted: Case, method: MethodName) {
  const m = settings.names.indexOf(method);
  if (m < 0) throw new RangeError(`outcomeOf: no such method, got "${method}"`);
  return run.outcomes[caseAt(settings, wanted)][m];
}

/** Error of the network over that of another method on a case. */
export function errorRatio(settings: Settings, run: Run, wanted: Case, other: MethodName): number {
  return outcomeOf(settings, run, wanted, NETWORK).error / outcomeOf(settings, run, wanted, other).error;
}

/** The grid method and stopping with the least mean error over seeds on a case: an oracle's choice, in favour of the grid. */
export function bestOnGrid(settings: Settings, runs: readonly Run[], wanted: Case) {
  const grid = settings.names.filter((name) => /^(Adam|L-BFGS)/.test(name));
  const choices = grid.flatMap((method) =>
    (["error", "stopped"] as const).map((reading) => {
      const errors = runs.map((run) => outcomeOf(settings, run, wanted, method)[reading]);
      return { method, reading, errors, mean: mean(errors) };
    })
  );
  return choices.reduce((best, one) => one.mean < best.mean ? one : best);
}

/** Errors of the network over those of the best grid method, by seed. */
export function overBest(settings: Settings, runs: readonly Run[], wanted: Case): number[] {
  const { errors } = bestOnGrid(settings, runs, wanted);
  return runs.map((run, i) => outcomeOf(settings, run, wanted, NETWORK).error / errors[i]);
}

/** {@linkcode overBest} on the two of the four models where its mean is least; of each seed the larger. */
export function worseOfTwoBest(settings: Settings, runs: readonly Run[]): number[] {
  const [first, second] = FOUR.map((one) => overBest(settings, runs, one)).sort((a, b) => mean(a) - mean(b));
  return first.map((ratio, i) => Math.max(ratio, second[i]));
}

/** Slope of the error of a method by the strength of noise, on the first model. */
export function noiseSlope(
  settings: Settings,
  run: Run,
  method: MethodName,
  reading: "error" | "stopped" = "error",
): number {
  const own = settings.cases.filter(({ model, start }) => model === SHOWN.model && start === SHOWN.start);
  const middle = mean(own.map(({ noise }) => noise));
  const sum = (of: (one: Case) => number) =>
    own.reduce((total, one) => total + (one.noise - middle) * of(one), 0);
  return sum((one) => outcomeOf(settings, run, one, method)[reading]) / sum(({ noise }) => noise);
}

/** Runs that explain nine tenths of what can be explained and end further from the truth than they began. */
export function deceived(settings: Settings, run: Run, which: (method: MethodName) => boolean): number {
  return run.outcomes.flatMap((outcomes, c) =>
    outcomes.filter(({ misfit, error }, m) =>
      which(settings.names[m]) && excess(run, c, misfit) < 0.1 && error > run.starts[c]
    )
  ).length;
}

/** (J − noise)/(J₀ − noise), noise the level that noise alone leaves: 1 at the start, 0 where only noise is left. */
export function excess({ levels }: Run, c: number, misfit: number): number {
  return (misfit - levels[c]) / Math.max(1e-12, 1 - levels[c]);
}

/** An error that counts as success, over that of the start. */
export const SUCCESS = 0.6;

/** Error at the end over that of the start, by method, column and start. */
export function overStart({ errors, initial }: StartsRun, m: number, column: number, start: number): number {
  return errors[m][column][start] / initial[start];
}

/** Successes in one band, over all starts and frequencies. */
export function successes({ frequencies, starts }: StartsSettings, run: StartsRun, m: number) {
  const all = frequencies.flatMap((_, column) => starts.map((_, start) => overStart(run, m, column, start)));
  const successes = all.filter((ratio) => ratio < SUCCESS).length, trials = all.length;
  return { successes, trials, share: successes / trials };
}

/** The second smallest of some numbers. */
export function secondSmallest(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[1];
}

/** What is kept of a posterior by name, on the first model or the second. */
export function posteriorOf(run: UncertaintyRun, method: string, model: 0 | 1 = 0): PosteriorReading {
  const found = run[model].find((one) => one.method === method);
  if (!found) throw new RangeError(`posteriorOf: no such method, got "${method}"`);
  return found;
}
