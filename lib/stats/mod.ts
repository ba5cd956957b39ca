/**
 * Statistics of runs: summaries and bands over seeds, correlations, bootstrap intervals, and first-passage measures of
 * learning curves (grokking delay, early rise of the test loss). Empty, unequal or non-finite input is an error, never
 * NaN.
 *
 * @module
 */
export { largest, smallest } from "./extremes.ts";
export { mean, median, quantile, standardDeviation } from "./summary.ts";
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
export { chiSquaredQuantile, chiSquaredSurvival } from "./chi_squared.ts";
export { erf, normalDistribution } from "./error_function.ts";
export { type FriedmanTest, friedmanTest } from "./friedman_test.ts";
export { benjaminiHochberg, holmAdjust } from "./multiple_testing.ts";
export { nemenyiCriticalDifference } from "./nemenyi.ts";
export { signTest } from "./sign_test.ts";
export { wilcoxonHolm } from "./wilcoxon_holm.ts";
export { wilcoxonSignedRank, type WilcoxonTest } from "./wilcoxon.ts";
export { type RankGroups, rankGroups } from "./rank_groups.ts";
