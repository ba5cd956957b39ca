/** E9: slopes of composed answers over learning rate and weight decay. */
import { generator } from "../../lib/random/mod.ts";
import { partialSlopeInterval } from "../../lib/stats/partial_slope.ts";
import type { PhaseSettings } from "./phase_cell.ts";
import { type PhaseRun, READINGS } from "./phase_groups.ts";

/** The two settings of E9. */
export type Way = "weightDecay" | "learningRate";

const LOGARITHMS: Record<Way, (settings: PhaseSettings) => number> = {
  weightDecay: ({ weightDecay }) => Math.log10(weightDecay),
  learningRate: ({ rate }) => Math.log10(rate.peak),
};

/** Seed of the resamples for C9's intervals. */
const BOOTSTRAP_SEED = 9;

/**
 * Bootstrap 90 % interval, cells resampled, of the slope of composed answers, at the last or the best step, per decade of
 * one of the settings.
 */
export function slopeInterval(
  runs: readonly PhaseRun[],
  way: Way,
  reading: "inferential" | "best" = "inferential",
): { value: number; low: number; high: number } {
  const other: Way = way === "weightDecay" ? "learningRate" : "weightDecay",
    y = runs.map(READINGS[reading]);
  const x = runs.map(({ settings }) => LOGARITHMS[way](settings));
  const beside = runs.map(({ settings }) => LOGARITHMS[other](settings));
  return partialSlopeInterval([x, beside, y], {
    generator: generator(BOOTSTRAP_SEED, "slopes"),
    coverage: 0.9,
  });
}
