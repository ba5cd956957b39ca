import { requireSameLength } from "../../checks.ts";
import { requireLabels } from "./ranking.ts";

/** How good a set of predicted points is. */
export interface PrecisionRecall {
  /** Share of the predicted points that are right; 0 where none is predicted. */
  readonly precision: number;
  /** Share of the true points that are predicted. */
  readonly recall: number;
  /** Their harmonic mean. */
  readonly f1: number;
}

/** The harmonic mean, 0 where both are 0. */
export function harmonicMean(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : 2 * precision * recall / (precision + recall);
}

/**
 * Precision, recall and F1, point by point.
 *
 * @param labels 0 and 1, both present
 * @param predicted 0 and 1
 * @throws {RangeError} for labels of one class, a prediction that is not 0 or 1, or different lengths
 */
export function precisionRecall(labels: ArrayLike<number>, predicted: ArrayLike<number>): PrecisionRecall {
  const where = "precisionRecall";
  requireSameLength(where, "labels", labels.length, "predicted", predicted.length);
  const positives = requireLabels(where, "labels", labels);
  requirePredictions(where, predicted);
  let hits = 0, called = 0;
  for (let i = 0; i < labels.length; i++) {
    called += predicted[i];
    hits += predicted[i] * labels[i];
  }
  const precision = called === 0 ? 0 : hits / called, recall = hits / positives;
  return { precision, recall, f1: harmonicMean(precision, recall) };
}

/**
 * Checks predictions, which may be of one class.
 *
 * @throws {RangeError} for one that is not 0 or 1
 */
export function requirePredictions(where: string, predicted: ArrayLike<number>): void {
  for (let i = 0; i < predicted.length; i++) {
    if (predicted[i] !== 0 && predicted[i] !== 1) {
      throw new RangeError(`${where}: predicted must hold 0 and 1, got predicted[${i}] = ${predicted[i]}`);
    }
  }
}
