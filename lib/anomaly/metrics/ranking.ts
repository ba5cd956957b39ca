/** What all metrics of scores share: checked labels, and scores in falling order. */
import { requireFinite, requireSameLength } from "../../checks.ts";

/** Scores in falling order, with running counts. */
export interface Ranking {
  /** Positions of the scores, the greatest score first. */
  readonly order: Int32Array;
  /** How many scores are at least as great as the r-th: ties belong together. */
  readonly reach: Int32Array;
  /** Points with label 1. */
  readonly positives: number;
  readonly length: number;
}

/**
 * Checks labels of 0 and 1.
 *
 * @throws {RangeError} for none, another label, or labels of one class only
 */
export function requireLabels(where: string, name: string, labels: ArrayLike<number>): number {
  let positives = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 0 && labels[i] !== 1) {
      throw new RangeError(`${where}: ${name} must hold 0 and 1, got ${name}[${i}] = ${labels[i]}`);
    }
    positives += labels[i];
  }
  if (positives === 0 || positives === labels.length) {
    throw new RangeError(
      `${where}: ${name} need both classes, got ${positives} of ${labels.length} with label 1`,
    );
  }
  return positives;
}

/**
 * Sorts scores in falling order.
 *
 * @throws {RangeError} for labels that are not 0 and 1 or of one class only, scores that are not finite, or different
 *   lengths
 */
export function ranking(where: string, labels: ArrayLike<number>, scores: ArrayLike<number>): Ranking {
  requireSameLength(where, "labels", labels.length, "scores", scores.length);
  const positives = requireLabels(where, "labels", labels), n = labels.length;
  requireFinite(where, "scores", scores);
  const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);
  const reach = new Int32Array(n);
  for (let end = n - 1; end >= 0;) {
    let start = end;
    while (start > 0 && scores[order[start - 1]] === scores[order[end]]) start--;
    reach.fill(end + 1, start, end + 1);
    end = start - 1;
  }
  return { order, reach, positives, length: n };
}
