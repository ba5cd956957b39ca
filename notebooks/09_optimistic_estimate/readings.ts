/** What is read from the runs, by figures, claims and tables alike. Tolerances were fixed before the full runs. */
import type { BlockCase, ResultOf, SettingsOf } from "../../lib/experiments/mod.ts";
import { type Architecture, errorAt, mergedRecovery, recoveredFrom } from "../../lib/identifiability/mod.ts";
import type { Recovery, SamplingPatternName, SmallStartRun } from "../../lib/identifiability/mod.ts";
import { withoutTrapped } from "../../lib/identifiability/mod.ts";
import { directionMap, parallelPairs } from "../../lib/condensation/direction_map.ts";
import { mean } from "../../lib/stats/mod.ts";
import type * as study from "./experiments.ts";
import { targetRank } from "./convolution_target.ts";
import type { DropoutCurve, DropoutRun } from "./dropout_training.ts";
import type { MaskOutcome } from "./masks.ts";
import { LINE_TARGETS } from "./reparameterisation.ts";
import { matrixNamed, meanSquare, optimisticEntries } from "./target_matrices.ts";
import type { WidthSettings } from "./width_grid.ts";

/** Curves of one network. */
export type DepthCurve = ResultOf<typeof study.depth>["sparse"][number];

/** The fraction that is true; 0 of an empty list. */
export const share = (of: readonly boolean[]) => of.length === 0 ? 0 : of.filter(Boolean).length / of.length;
/** A value that JSON and rules can hold instead of an infinite one. */
export const finite = (value: number | null) => Math.min(value ?? Infinity, 1e12);

/** Test error at which a line's target counts as recovered. */
export const LINE_TOLERANCE = 1e-6;

/** Which of the 14 rows of E1 need as many samples as the theory says. */
export function rowsAsInTheory(
  run: ResultOf<typeof study.reparameterisation>,
  part: "descent" | "finished",
): boolean[] {
  return (["linear", "reparameterised"] as const).flatMap((kind) =>
    LINE_TARGETS.map(({ rank }, i) => recoveredFrom(run[kind][i][part], LINE_TOLERANCE) === rank[kind])
  );
}

/**
 * Mean test errors over seeds at R samples over those at R − 1, of all pairs of E1; for `other`, of the linear model at
 * the R of the other one, where it is lower.
 */
export function meanDrops(all: readonly ResultOf<typeof study.reparameterisation>[], of: "theory" | "other") {
  const kinds = of === "theory" ? ["linear", "reparameterised"] as const : ["linear"] as const;
  return kinds.flatMap((kind) =>
    LINE_TARGETS.flatMap(({ rank }, i) => {
      const R = of === "theory" ? rank[kind] : rank.reparameterised;
      const at = (n: number) => mean(all.map((run) => errorAt(run[kind][i].descent, n)));
      return of === "other" && R === rank.linear ? [] : [at(R) / at(R - 1)];
    })
  );
}

/** Test error over the target's mean square at which a matrix counts as recovered in C3h and C4. */
const RELATIVE = 1e-3;
const matrixTolerance = (name: string) => RELATIVE * meanSquare(matrixNamed(name));

/**
 * The curve of a matrix.
 *
 * @throws {RangeError} if there is no such case
 */
export function matrixCurve(
  { cases }: SettingsOf<typeof study.matrixCompletion>,
  run: readonly Recovery[],
  matrix: string,
  pattern: SamplingPatternName = "nested",
  sigma = 1e-4,
): Recovery {
  const at = cases.findIndex((one) =>
    one.matrix === matrix && one.pattern === pattern && one.sigma === sigma
  );
  if (at < 0) throw new RangeError(`matrixCurve: no case of ${matrix}, ${pattern}, σ = ${sigma}`);
  return run[at];
}

/** Empirical sample size of a matrix at a thousandth of its mean square, `null` for none. */
export function matrixSize(
  ...[settings, run, name, ...which]: Parameters<typeof matrixCurve>
): number | null {
  return recoveredFrom(matrixCurve(settings, run, name, ...which), matrixTolerance(name));
}

/** Which of the paper's matrices have their step at the optimistic size, in one order of the entries. */
export function stepsAtRank(
  settings: SettingsOf<typeof study.matrixCompletion>,
  run: readonly Recovery[],
  pattern: "nested" | "cross",
  sigma = 1e-4,
): string[] {
  return ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8"].filter((name) =>
    matrixSize(settings, run, name, pattern, sigma) === optimisticEntries(name)
  );
}

/** Empirical sample sizes of M₁ by σ, one more than all entries where it is not recovered. */
export function sizesBySigma(name: string, run: ResultOf<typeof study.initialSize>): number[] {
  return run.matrix.map((curve) => recoveredFrom(curve, matrixTolerance(name)) ?? 17);
}

/** Whether a set of entries led to the matrix, with a mean squared error of at most 10⁻⁴. */
export function isRecovered({ test }: MaskOutcome): boolean {
  return test !== null && test < 1e-4;
}

/** Sets of random entries of a matrix that determine it locally, or that do not. */
export function randomSets(
  { matrices, patterns }: SettingsOf<typeof study.masks>,
  run: ResultOf<typeof study.masks>,
  matrix: number,
  enough: boolean,
): MaskOutcome[] {
  const rank = optimisticEntries(matrices[matrix].name);
  return run.outcomes[matrix][patterns.indexOf("random")].filter((one) => (one.rank === rank) === enough);
}

/** Fraction of a seed's random sets that lead to their matrix, by whether they determine it locally. */
export function shareByRank(
  settings: SettingsOf<typeof study.masks>,
  run: ResultOf<typeof study.masks>,
  enough: boolean,
): number {
  return share(settings.matrices.flatMap((_, m) => randomSets(settings, run, m, enough).map(isRecovered)));
}

/** Architectures from cheap to costly, and their names in figures. */
export const NAMES: Readonly<Record<Architecture, string>> = {
  convolution: "convolution",
  local: "without sharing",
  dense: "dense",
};
/** In that order. */
export const ARCHITECTURES = Object.keys(NAMES) as Architecture[];

/** A stored cell of the grid. */
export type WidthCell = BlockCase<WidthSettings, SmallStartRun>;

/** A training error above it at the end of a run means that the run is trapped (or was stopped too early). */
export const TRAPPED = 1e-6;
/** Test error at which a network has recovered the target, whose mean square is about 3. */
const TOLERANCE = 1e-4;

/** Widths of an architecture with stored cells, ascending. */
export function widthsOf(cells: readonly WidthCell[], architecture: Architecture): number[] {
  const own = cells.filter(({ settings }) => settings.architecture === architecture);
  return [...new Set(own.map(({ settings }) => settings.times))].sort((a, b) => a - b);
}

/** Curves of all seeds of a network, each on all its numbers of samples. */
export function cellsAt(
  cells: readonly WidthCell[],
  architecture: Architecture,
  times: number,
): Recovery[] {
  const own = cells.filter(({ settings }) =>
    settings.architecture === architecture && settings.times === times
  );
  const seeds = [...new Set(own.map(({ seed }) => seed))].sort((a, b) => a - b);
  return seeds.map((seed) =>
    mergedRecovery(own.filter((cell) => cell.seed === seed).map(({ result }) => result))
  );
}

/**
 * Empirical sample size with trapped runs left out; one step beyond the largest size if the target is not recovered.
 */
export function sampleSizeOf(curve: Recovery): number {
  const fitted = withoutTrapped(curve, TRAPPED), { sizes } = curve;
  const beyond = 2 * sizes[sizes.length - 1] - sizes[sizes.length - 2];
  return (fitted.sizes.length > 0 ? recoveredFrom(fitted, TOLERANCE) : null) ?? beyond;
}

/** Widths of an architecture at which no seed recovered the target. */
export function neverRecovered(cells: readonly WidthCell[], architecture: Architecture): number[] {
  return widthsOf(cells, architecture).filter((times) =>
    cellsAt(cells, architecture, times).every((curve) => sampleSizeOf(curve) > curve.sizes.at(-1)!)
  );
}

/** Outcomes of runs on R samples and more: recovered, overfitting (fitted, but wrong), trapped (not fitted). */
export function endsOf(cells: readonly WidthCell[], architecture: Architecture, times: number) {
  const ends = { recovered: 0, overfitting: 0, trapped: 0 };
  for (const { sizes, train, test } of cellsAt(cells, architecture, times)) {
    for (const [i, size] of sizes.entries()) {
      if (size < targetRank(architecture)) continue;
      if ((train[i] ?? Infinity) > TRAPPED) ends.trapped++;
      else if ((test[i] ?? Infinity) > TOLERANCE) ends.overfitting++;
      else ends.recovered++;
    }
  }
  return ends;
}

/** Empirical sample size of a diagonal network, at a share of the target's mean square; one beyond the largest for none. */
export function depthSampleSize(curve: DepthCurve, sparsity: number, share = 0.01): number {
  return recoveredFrom(curve, share * sparsity) ?? curve.sizes.at(-1)! + 1;
}

/** n* of L = 2, 3, 4 of a seed, for the sparse or the dense target. */
export function deepSizes(
  { sparsity, inputs }: SettingsOf<typeof study.depth>,
  run: ResultOf<typeof study.depth>,
  of: "sparse" | "dense",
): number[] {
  const coefficients = of === "sparse" ? sparsity : inputs;
  return run[of].slice(1).map((curve) => depthSampleSize(curve, coefficients));
}

/** Excess error at the largest number of samples and the largest noise, in units of s²R/n. */
export function noiseRatio(
  { noises, sizes }: SettingsOf<typeof study.labelNoise>,
  run: ResultOf<typeof study.labelNoise>,
  of: "network" | "linear",
  width: number,
): number {
  const k = noises.length - 1, last = sizes.length - 1;
  const unit = noises[k] ** 2 * targetRank("convolution") / sizes[last];
  return finite(run[of][width][k][last]) / unit;
}

type DropoutSettings = SettingsOf<typeof study.dropoutThreeSteps>;

/** Test error at which dropout is compared: its training error does not fall below about 10⁻³. */
export const DROPOUT_TOLERANCE = 1e-2;

/** The first number of points from which the test error stays low; one beyond the largest if there is none. */
export function dropoutSize({ sizes }: DropoutSettings, { test }: Pick<DropoutCurve, "test">): number {
  return recoveredFrom({ sizes, test }, DROPOUT_TOLERANCE) ?? sizes.at(-1)! + 1;
}

/** Test error without dropout over that with it, geometric mean over numbers of points in a range. */
export function dropoutGain(
  { sizes }: DropoutSettings,
  { plain, dropout }: DropoutRun,
  from: number,
  to = Infinity,
): number {
  const inside = sizes.filter((n) => n >= from && n <= to);
  if (inside.length === 0) {
    throw new RangeError(`dropoutGain: no run has ${from} to ${to} points, allowed ${sizes}`);
  }
  const at = (curve: DropoutCurve, n: number) => finite(errorAt({ sizes, ...curve }, n));
  const logs = inside.map((n) => Math.log(at(plain, n) / at(dropout, n)));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/**
 * The neurons of a run.
 *
 * @throws {RangeError} if they were not kept
 */
export function keptNeurons({ neurons }: DropoutCurve): NonNullable<DropoutCurve["neurons"]> {
  if (!neurons) throw new RangeError("keptNeurons: the neurons of this run were not kept");
  return neurons;
}

/** Fraction of pairs of the largest neurons, with equal weights, that are nearly parallel. */
export const parallelShare = (curve: DropoutCurve) =>
  parallelPairs(directionMap(keptNeurons(curve), 60), 0.99);
