import { requirePositive } from "../../checks.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { smallest } from "../../stats/mod.ts";

/** Settings of {@link kde}. */
export interface KdeOptions {
  /** h, standard deviation of the Gaussian around each standard window, in the windows' units */
  readonly bandwidth: number;
}

/**
 * Minus the log density of a Gaussian kernel estimate, −log (1/n) Σ_i N(x; x_i, h²I), by log-sum-exp; as
 * `pyod.models.kde.KDE`.
 */
export const kde: DetectorFactory<KdeOptions> = defineDetector<KdeOptions>({
  number: 16,
  name: "KDE",
  family: "statistical",
  seedable: false,
  defaults: { bandwidth: 1 },
  check: ({ bandwidth }, where) => void requirePositive(where, "bandwidth", bandwidth),
  fit({ count: n, length: d }, { bandwidth }, shared) {
    const rate = 1 / (2 * bandwidth * bandwidth);
    const constant = Math.log(n) + d / 2 * Math.log(2 * Math.PI * bandwidth * bandwidth);
    return {
      score(windows) {
        const scores = new Float64Array(windows.count);
        shared.squaredRows(windows, (i, squared) => {
          const nearest = smallest(squared);
          let sum = 0;
          for (let j = 0; j < n; j++) sum += Math.exp((nearest - squared[j]) * rate);
          scores[i] = nearest * rate - Math.log(sum) + constant;
        });
        return scores;
      },
    };
  },
});
