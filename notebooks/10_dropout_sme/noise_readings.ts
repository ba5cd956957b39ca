/** Readings of stored checkpoints: power laws, and from which step on they hold. */
import type { RunResults } from "../../lib/experiments/mod.ts";
import { range } from "../../lib/notebook/words.ts";
import { FIT_PARTS, levelTwo, type NoiseCheckpoint } from "../../lib/gradient_noise/network/mod.ts";
import { type NoiseData, readingOf, readings, type StoredFit } from "../../lib/gradient_noise/network/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { NoiseRun } from "./noise_study.ts";

/** Slopes and rank correlations of fits as ranges. */
export function fitRanges(fits: readonly StoredFit[]): Record<keyof StoredFit, string> {
  const ranges = FIT_PARTS.map((part) => [part, range(fits.map((fit) => fit[part]))]);
  return Object.fromEntries(ranges) as Record<keyof StoredFit, string>;
}

/** The worst of slope/0.5 and ρ/0.4 over checkpoints and levels: below −1 if both thresholds are met everywhere. */
export function flatnessScore(run: NoiseRun, data: NoiseData): number {
  return largest(
    readings(run, data).flatMap(({ flatnessFits }) =>
      flatnessFits.flatMap(({ slope, spearman }) => [slope / 0.5, spearman / 0.4])
    ),
  );
}

/** What is read of the gradients at a checkpoint, with the law of F at level 2. */
export function onsetReading(at: NoiseCheckpoint) {
  const gradient = readingOf(at, "gradient"), { slope, spearman } = gradient.flatnessFits[levelTwo(gradient)];
  const { alignment, nullAlignment, nullAlignmentMost, traceRatio } = gradient;
  return { step: at.step, alignment, nullAlignment, nullAlignmentMost, traceRatio, slope, spearman };
}

/** Readings along one training. */
export type OnsetReading = ReturnType<typeof onsetReading>;
/** Readings from the first step on, by set-up. */
export type OnsetRun = Record<"tanh" | "digits", OnsetReading[]>;

/** The early readings, and after them those of the longer study, of the seeds of both. */
export function fromTheStart<Early extends RunResults<OnsetRun>>(
  early: Early,
  late: Record<keyof OnsetRun, RunResults<NoiseRun>>,
) {
  const of = <Run>({ seeds, results }: RunResults<Run>, seed: number) => results[seeds.indexOf(seed)];
  const seeds = early.seeds.filter((seed) => of(late.tanh, seed) && of(late.digits, seed));
  const results = seeds.map((seed): OnsetRun => {
    const whole = (name: keyof OnsetRun) => [
      ...of(early, seed)[name],
      ...of(late[name], seed).checkpoints.map(onsetReading),
    ];
    return { tanh: whole("tanh"), digits: whole("digits") };
  });
  return { ...early, seeds, results };
}

/** The first checkpoint from which on a property holds; twice the last step where it does not hold there. */
export function onset(run: readonly OnsetReading[], holds: (reading: OnsetReading) => boolean): number {
  const from = run.findLastIndex((one) => !holds(one)) + 1;
  return from < run.length ? run[from].step : 2 * run.at(-1)!.step;
}

/** Whether noise and curvature are aligned, by both measures; and whether noise is smaller in flatter directions. */
export const isAligned = (at: OnsetReading): boolean =>
  at.alignment > 5 * at.nullAlignment && at.traceRatio > 5;
export const isInverse = ({ slope, spearman }: OnsetReading): boolean => slope < -0.5 && spearman < -0.4;
