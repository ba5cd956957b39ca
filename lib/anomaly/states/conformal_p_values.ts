import { requireFinite } from "../../checks.ts";

/**
 * Conformal p-values of scores: (1 + #{calibration ≥ score}) / (n + 1). If calibration and scores are exchangeable, as
 * under the hypothesis that all come from the standard process, p ≤ α with a chance of at most α (Vovk et al. 2005).
 *
 * @param calibration scores of standard data that the detector has not learnt, n ≥ 1
 * @param scores larger = more anomalous
 * @throws {RangeError} for no calibration, or a number that is not finite
 */
export function conformalPValues(calibration: ArrayLike<number>, scores: ArrayLike<number>): Float64Array {
  requireFinite("conformalPValues", "calibration", calibration, 1);
  requireFinite("conformalPValues", "scores", scores);
  const sorted = Float64Array.from(calibration).sort(), n = sorted.length;
  return Float64Array.from(scores, (score) => {
    let low = 0, high = n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < score) low = middle + 1;
      else high = middle;
    }
    return (1 + n - low) / (n + 1);
  });
}
