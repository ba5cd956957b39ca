/** Readings of stored checkpoints: power laws, from which step on they hold, and over which windows. */
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { range } from "../../lib/notebook/words.ts";
import { FIT_PARTS, type NoiseData, type NoiseReading } from "../../lib/gradient_noise/network/mod.ts";
import { readings, type StoredFit } from "../../lib/gradient_noise/network/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type noiseOnset from "./noise_onset.ts";
import type { NoiseRun } from "./noise_study.ts";
import type trajectoryWindows from "./trajectory_windows.ts";

/** Slopes and rank correlations of fits as ranges. */
export function fitRanges(fits: readonly StoredFit[]): Record<keyof StoredFit, string> {
  const ranges = FIT_PARTS.map((part) => [part, range(fits.map((fit) => fit[part]))]);
  return Object.fromEntries(ranges) as Record<keyof StoredFit, string>;
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
