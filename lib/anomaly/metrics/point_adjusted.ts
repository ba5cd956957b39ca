import { requireSameLength } from "../../checks.ts";
import { requirePredictions } from "./precision_recall.ts";
import { labelRanges } from "./ranges.ts";
import { requireLabels } from "./ranking.ts";

/**
 * Predictions after point adjustment: a true range with one predicted point counts as entirely predicted.
 *
 * A warning, not a metric: with long ranges a random score gets an F1 near 1 by it (Kim et al. 2022). It stands here so
 * that this can be shown.
 *
 * ```ts
 * import { pointAdjusted } from "@paper-notebooks/lib/anomaly/metrics";
 *
 * const [labels, lucky] = [[0, 1, 1, 1], [0, 0, 1, 0]];
 * if (`${pointAdjusted(labels, lucky)}` !== "0,1,1,1") throw new Error("one hit counts for the whole range");
 * ```
 *
 * @param labels 0 and 1, both present
 * @param predicted 0 and 1
 * @returns adjusted predictions
 * @throws {RangeError} for labels of one class, a prediction that is not 0 or 1, or different lengths
 */
export function pointAdjusted(labels: ArrayLike<number>, predicted: ArrayLike<number>): Uint8Array {
  const where = "pointAdjusted";
  requireSameLength(where, "labels", labels.length, "predicted", predicted.length);
  requireLabels(where, "labels", labels);
  requirePredictions(where, predicted);
  const adjusted = Uint8Array.from(predicted);
  for (const [start, end] of labelRanges(labels)) {
    if (adjusted.subarray(start, end).includes(1)) adjusted.fill(1, start, end);
  }
  return adjusted;
}
