import { requireSameLength } from "../../checks.ts";
import { harmonicMean, type PrecisionRecall, requirePredictions } from "./precision_recall.ts";
import { type LabelRange, labelRanges } from "./ranges.ts";
import { requireLabels } from "./ranking.ts";

/** Settings of {@linkcode rangePrecisionRecall}. */
export interface RangeOptions {
  /** Weight of being found at all in the recall; 0.2 by default. Precision has none. */
  readonly existence?: number;
}

/** Mean over ranges of: found at all · weight + share covered / number of ranges that cover · (1 − weight). */
function reward(ranges: readonly LabelRange[], others: readonly LabelRange[], weight: number): number {
  if (ranges.length === 0) return 0;
  let sum = 0, first = 0;
  for (const [start, end] of ranges) {
    while (first < others.length && others[first][1] <= start) first++;
    let covered = 0, count = 0;
    for (let j = first; j < others.length && others[j][0] < end; j++, count++) {
      covered += Math.min(end, others[j][1]) - Math.max(start, others[j][0]);
    }
    if (count > 0) sum += weight + (1 - weight) * covered / (end - start) / count;
  }
  return sum / ranges.length;
}

/**
 * Precision, recall and F1 of ranges (Tatbul et al. 2018), with flat bias and reciprocal cardinality: a range that is
 * covered in k pieces counts a k-th of what is covered.
 *
 * @param labels 0 and 1, both present
 * @param predicted 0 and 1
 * @throws {RangeError} for labels of one class, a prediction that is not 0 or 1, different lengths, or a weight outside
 *   [0, 1]
 */
export function rangePrecisionRecall(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  { existence = 0.2 }: RangeOptions = {},
): PrecisionRecall {
  const where = "rangePrecisionRecall";
  requireSameLength(where, "labels", labels.length, "predicted", predicted.length);
  requireLabels(where, "labels", labels);
  requirePredictions(where, predicted);
  if (!(existence >= 0 && existence <= 1)) {
    throw new RangeError(`${where}: existence must lie in [0, 1], got ${existence}`);
  }
  const real = labelRanges(labels), called = labelRanges(predicted);
  const precision = reward(called, real, 0), recall = reward(real, called, existence);
  return { precision, recall, f1: harmonicMean(precision, recall) };
}
