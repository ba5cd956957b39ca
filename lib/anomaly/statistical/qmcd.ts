import { largest, mean, smallest } from "../../stats/mod.ts";
import { rangeScale, scaled } from "../columns.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { wrapAroundDiscrepancies } from "./wrap_around_discrepancies.ts";

/**
 * Wrap-around discrepancy of a window against the standard ones (Fang and Ma 2001), all scaled to the standard
 * windows' ranges: −(4/3)^d + n⁻² Σ_i Π_j (3/2 − u + u²), u = |x_j − x_ij|. As in `pyod.models.qmcd.QMCD` the scores
 * are turned round, max + min − score of the standard windows, where those have negative skewness or negative excess
 * kurtosis.
 */
export const qmcd: DetectorFactory<Record<never, never>> = defineDetector<Record<never, never>>({
  number: 21,
  name: "QMCD",
  family: "statistical",
  seedable: false,
  defaults: {},
  fit(standard) {
    const scale = rangeScale(standard), reference = scaled(standard, scale);
    const own = wrapAroundDiscrepancies(reference, reference), { skewness, excess } = shape(own);
    const turn = skewness < 0 || excess < 0 ? largest(own) + smallest(own) : null;
    return {
      score(windows) {
        const scores = wrapAroundDiscrepancies(scaled(windows, scale), reference);
        return turn === null ? scores : scores.map((score) => turn - score);
      },
    };
  },
});

/** Skewness and excess kurtosis by the moments with divisor n; both 0 for values that do not vary. */
function shape(values: Float64Array): { skewness: number; excess: number } {
  const centre = mean(values);
  let second = 0, third = 0, fourth = 0;
  for (const value of values) {
    const away = value - centre, squared = away * away;
    second += squared;
    third += squared * away;
    fourth += squared * squared;
  }
  const n = values.length, variance = second / n;
  if (variance === 0) return { skewness: 0, excess: 0 };
  return { skewness: third / n / variance ** 1.5, excess: fourth / n / variance ** 2 - 3 };
}
