/** Readings of stored checkpoints: data sets, power laws, and spreads along the Hessian's eigenvectors. */
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { range } from "../../lib/notebook/words.ts";
import { largest, median, spearman } from "../../lib/stats/mod.ts";
import {
  aboveFloor,
  FIT_PARTS,
  type NoiseCheckpoint,
  type NoiseData,
} from "../../lib/gradient_noise/network/mod.ts";
import type { NoiseReading, StoredFit } from "../../lib/gradient_noise/network/mod.ts";
import type noiseOnset from "./noise_onset.ts";
import type { NoiseRun } from "./noise_study.ts";
import type trajectoryWindows from "./trajectory_windows.ts";

/** A data set of a checkpoint. */
export function readingOf({ readings }: NoiseCheckpoint, data: NoiseData): NoiseReading {
  const reading = readings[data];
  if (!reading) {
    throw new RangeError(`data set "${data}": not read, allowed ${Object.keys(readings).join(", ")}`);
  }
  return reading;
}

/** A data set at every checkpoint. */
export function readings({ checkpoints }: NoiseRun, data: NoiseData): NoiseReading[] {
  return checkpoints.map((at) => readingOf(at, data));
}

/** Index of the level 2, the paper's. */
export function levelTwo({ factors }: NoiseReading): number {
  return factors.indexOf(2);
}

/** Fits of λ(Σ) on F at level 2 of some runs, at every checkpoint. */
export function flatnessFits(runs: readonly NoiseRun[], data: NoiseData) {
  return runs.flatMap((run) => readings(run, data)).map((one) => one.flatnessFits[levelTwo(one)]);
}

/** Fits of variance on λ(H) of some runs, at the checkpoints that have one. */
export function curvatureFits(runs: readonly NoiseRun[], data: NoiseData) {
  return runs.flatMap((run) => readings(run, data)).flatMap(({ curvatureFit }) => curvatureFit ?? []);
}

/** Slopes and rank correlations of fits as ranges. */
export function fitRanges(fits: readonly StoredFit[]): Record<keyof StoredFit, string> {
  const ranges = FIT_PARTS.map((part) => [part, range(fits.map((fit) => fit[part]))]);
  return Object.fromEntries(ranges) as Record<keyof StoredFit, string>;
}

/** ρ of variance and λ(H) at every checkpoint, 0 if too few eigenvalues are large enough. */
export function ranks(run: NoiseRun, data: NoiseData): number[] {
  return readings(run, data).map(({ curvatureFit }) => curvatureFit?.spearman ?? 0);
}

/** The worst of slope/0.5 and ρ/0.4 over levels: below −1 if both thresholds are met. */
export function worstFlatness({ flatnessFits }: NoiseReading): number {
  return largest(flatnessFits.flatMap(({ slope, spearman }) => [slope / 0.5, spearman / 0.4]));
}

/** The same over checkpoints. */
export function flatnessScore(run: NoiseRun, data: NoiseData): number {
  return largest(readings(run, data).map(worstFlatness));
}

/** Readings along training from its first step on. */
export type OnsetRun = ResultOf<typeof noiseOnset>;
/** Readings over windows. */
export type WindowRun = ResultOf<typeof trajectoryWindows>;

/** The first checkpoint from which on a property holds; twice the last step where it does not hold there. */
export function onset(
  run: OnsetRun["tanh"],
  holds: (reading: OnsetRun["tanh"][number]) => boolean,
): number {
  const from = run.findLastIndex((one) => !holds(one)) + 1;
  return from < run.length ? run[from].step : 2 * run.at(-1)!.step;
}

/** One window of one set-up. */
export function windowAt(
  run: WindowRun,
  at: { name: string; from: number; window: number; data?: "trajectory" | "detrended" },
) {
  const { data = "detrended" } = at,
    cell = run.find(({ name, from }) => name === at.name && from === at.from);
  const found = cell?.readings.find((one) => one.window === at.window && one.data === data);
  if (!found) {
    throw new RangeError(`windowAt: no window of ${at.window} steps from step ${at.from} of "${at.name}"`);
  }
  return found;
}

/** The window of a trajectory. */
export interface SpreadWindow {
  /** ε */
  rate: number;
  /** Its steps, N. */
  samples: number;
}

/** Spreads along the Hessian's eigenvectors at the last checkpoint, where the eigenvalues are large enough. */
export function spreads({ checkpoints }: NoiseRun, { rate, samples }: SpreadWindow) {
  const end = checkpoints.at(-1)!;
  const noise = readingOf(end, "gradient").projected, { projected } = readingOf(end, "detrended");
  return aboveFloor(end.curvatures)
    .map((i) => {
      /** ε u·Σu/(2λ − ελ²), what the variance tends to. */
      const stationary = end.lyapunov[i];
      /** ε² u·Σu N/15, that of N steps of noise without any curvature, once a straight line is taken off. */
      const walk = rate ** 2 * noise[i] * samples / 15;
      // Curvature can only reduce the spread. Found is the variance of the detrended trajectory.
      return { stationary, walk, predicted: Math.min(stationary, walk), found: projected[i] };
    })
    .filter(({ predicted, found }) => predicted > 0 && found > 0);
}

/** Rank correlation of predicted and found variances. */
export function spreadRank(run: NoiseRun, window: SpreadWindow): number {
  const all = spreads(run, window);
  return spearman(all.map(({ predicted }) => predicted), all.map(({ found }) => found));
}

/** Median of found over predicted variance, with or without the length of the window. */
export function spreadRatio(run: NoiseRun, window: SpreadWindow, of: "predicted" | "stationary"): number {
  return median(spreads(run, window).map((one) => one.found / one[of]));
}
