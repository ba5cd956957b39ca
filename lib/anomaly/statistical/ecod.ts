import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { tailScores } from "./tail_scores.ts";

/**
 * Empirical-cumulative-distribution outlier detection (Li et al. 2022): Σ_j max(U_left, U_right, U_skew) of the
 * coordinates' tail probabilities. `pyod.models.ecod.ECOD` appends the windows it scores to the standard ones; here
 * each stands alone.
 */
export const ecod: DetectorFactory<Record<never, never>> = defineDetector<Record<never, never>>({
  number: 14,
  name: "ECOD",
  family: "statistical",
  seedable: false,
  defaults: {},
  fit: (standard) => tailScores(standard, (left, right, chosen) => Math.max(left, right, chosen)),
});
