import { requireInteger } from "../../checks.ts";
import { chiSquaredQuantile, chiSquaredSurvival } from "../../stats/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { principalProjection } from "../principal_projection.ts";
import type { Windows } from "../windows.ts";
import { fastMcd, mahalanobis, scatterOf } from "./fast_mcd.ts";

/** Settings of {@link mcd}. */
export interface McdOptions {
  /** random subsets from which the search starts */
  readonly starts: number;
  readonly seed: number;
  /** indices of the h windows of smallest determinant, in place of a search */
  readonly draws?: ArrayLike<number>;
}

/** Share of a normal sample that is kept for the final estimate. */
const KEPT = 0.975;
/** Windows a coordinate below which the covariance is taken of principal components, and their share of variance. */
const CROWDED = 5, SHARE = 0.9;
/** Variance, relative to the largest, below which a direction is none. */
const FLAT = 1e-10;

/**
 * Squared Mahalanobis distance by the minimum covariance determinant (Rousseeuw 1984): of the h = ⌈(n + d + 1)/2⌉
 * windows of least scatter, then of all that these make plausible; factors of consistency as in
 * `sklearn.covariance.MinCovDet` from 1.8 on. Where n ≤ 5d, or the windows lie in fewer directions than d, they are
 * first projected onto their leading principal components (90 % of the variance, or all there are).
 */
export const mcd: DetectorFactory<McdOptions> = defineDetector<McdOptions>({
  number: 18,
  name: "MCD",
  family: "statistical",
  seedable: true,
  defaults: { starts: 100, seed: 0 },
  optional: ["draws"],
  check: ({ starts }, where) => void requireInteger(where, "starts", starts),
  fit(standard, { starts, seed, draws }) {
    const project = projection(standard), seen = project(standard), { count: n, length: p } = seen;
    if (n < p + 2) {
      throw new RangeError(`MCD: ${n} standard windows are too few for ${p} directions, needs ${p + 2}`);
    }
    const support = Math.min(n, Math.ceil((n + p + 1) / 2));
    const raw = draws ? Int32Array.from(draws) : fastMcd(seen, support, starts, seed);
    const limit = chiSquaredQuantile(KEPT, p) * consistency(p, raw.length / n);
    const near = mahalanobis(seen, scatterOf(seen, raw));
    const kept = Int32Array.from(near.keys()).filter((i) => near[i] < limit);
    const scatter = scatterOf(seen, kept), factor = consistency(p, KEPT);
    return {
      score: (windows) => mahalanobis(project(windows), scatter).map((distance) => distance / factor),
    };
  },
});

/** By how much the covariance of the central share α of a normal sample is too small. */
function consistency(p: number, alpha: number): number {
  return alpha >= 1 ? 1 : alpha / (1 - chiSquaredSurvival(chiSquaredQuantile(alpha, p), p + 2));
}

/** What is done to windows before their covariance is taken. */
function projection(standard: Windows): (windows: Windows) => Windows {
  const { count: n, length: d } = standard, { variances, project } = principalProjection(standard);
  let kept = variances.findIndex((variance) => !(variance > FLAT * variances[0]));
  if (kept < 0) kept = d;
  if (n > CROWDED * d && kept === d) return (windows) => windows;
  if (n <= CROWDED * d) {
    const total = variances.reduce((sum, variance) => sum + variance, 0);
    for (let sum = 0, k = 0; k < kept; k++) if ((sum += variances[k]) >= SHARE * total) kept = k + 1;
  }
  return (windows) => project(windows, kept);
}
