/**
 * Statistics of runs: summaries and bands over seeds, correlations, bootstrap intervals, and first-passage measures of
 * learning curves (grokking delay, early rise of the test loss). Empty, unequal or non-finite input is an error, never
 * NaN.
 *
 * @module
 */
export { largest, smallest } from "./extremes.ts";
export { mean, median, quantile, standardDeviation } from "./summary.ts";
export { bandOverSeeds, type SeedBand } from "./band.ts";
export { type WilsonInterval, wilsonInterval } from "./wilson_interval.ts";
export { averageRanks, pearson, spearman } from "./correlation.ts";
export { type BootstrapInterval, bootstrapInterval, type BootstrapOptions } from "./bootstrap.ts";
export {
  type EarlyTestLossRise,
  earlyTestLossRise,
  firstStepAbove,
  firstStepBelow,
  type GrokkingDelay,
  grokkingDelay,
  type LearningCurves,
} from "./first_passage.ts";
export { effectiveSampleSize } from "./effective_sample_size.ts";
export { fisherExact, type Successes } from "./fisher_exact.ts";
export * from "./fit_power_law.ts";
export { kendallTau } from "./kendall_tau.ts";
