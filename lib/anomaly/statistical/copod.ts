import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { tailScores } from "./tail_scores.ts";

/**
 * Copula-based outlier detection (Li et al. 2020): Σ_j max(U_skew, (U_left + U_right)/2) of the coordinates' tail
 * probabilities. `pyod.models.copod.COPOD` appends the windows it scores to the standard ones; here each stands alone.
 */
export const copod: DetectorFactory<Record<never, never>> = defineDetector<Record<never, never>>({
  number: 13,
  name: "COPOD",
  family: "statistical",
  seedable: false,
  defaults: {},
  fit: (standard) => tailScores(standard, (left, right, chosen) => Math.max(chosen, (left + right) / 2)),
});
