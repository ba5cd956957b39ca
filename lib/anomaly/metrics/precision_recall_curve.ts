import { ranking } from "./ranking.ts";

/** Precision over recall, recall rising. */
export interface PrecisionRecallCurve {
  readonly recall: Float64Array;
  readonly precision: Float64Array;
  /** The scores from which on points were called anomalous. */
  readonly thresholds: Float64Array;
}

/**
 * Precision and recall at each different score, the greatest first.
 *
 * @param labels 0 and 1
 * @param scores larger is more anomalous
 * @throws {RangeError} for labels of one class, scores that are not finite, or different lengths
 */
export function precisionRecallCurve(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
): PrecisionRecallCurve {
  const { order, reach, positives, length } = ranking("precisionRecallCurve", labels, scores);
  const recall: number[] = [], precision: number[] = [], thresholds: number[] = [];
  let hits = 0;
  for (let at = 0; at < length;) {
    thresholds.push(scores[order[at]]);
    for (const end = reach[at]; at < end; at++) hits += labels[order[at]];
    recall.push(hits / positives);
    precision.push(hits / at);
  }
  return {
    recall: Float64Array.from(recall),
    precision: Float64Array.from(precision),
    thresholds: Float64Array.from(thresholds),
  };
}

/**
 * Area under precision and recall as a step function, Σ (R_i − R_{i−1}) P_i, which is scikit-learn's average precision.
 * Chance is the share of points with label 1.
 *
 * @param labels 0 and 1
 * @param scores larger is more anomalous
 * @throws {RangeError} as {@linkcode precisionRecallCurve}
 */
export function averagePrecision(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const { recall, precision } = precisionRecallCurve(labels, scores);
  let area = 0;
  for (let i = 0; i < recall.length; i++) area += (recall[i] - (i > 0 ? recall[i - 1] : 0)) * precision[i];
  return area;
}

/**
 * The largest F1 of any threshold, and that threshold. It is chosen with the labels: an oracle, not what a user gets.
 *
 * @param labels 0 and 1
 * @param scores larger is more anomalous
 * @throws {RangeError} as {@linkcode precisionRecallCurve}
 */
export function oracleF1(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
): { f1: number; threshold: number } {
  const { recall, precision, thresholds } = precisionRecallCurve(labels, scores);
  let f1 = 0, threshold = thresholds[0];
  for (let i = 0; i < recall.length; i++) {
    const here = recall[i] === 0 ? 0 : 2 * recall[i] * precision[i] / (recall[i] + precision[i]);
    if (here > f1) [f1, threshold] = [here, thresholds[i]];
  }
  return { f1, threshold };
}
