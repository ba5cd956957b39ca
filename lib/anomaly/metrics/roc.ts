import { ranking } from "./ranking.ts";

/** A curve from (0, 0) to (1, 1). */
export interface RocCurve {
  readonly falsePositiveRate: Float64Array;
  readonly truePositiveRate: Float64Array;
}

/**
 * The receiver operating characteristic: one point for each different score, so that ties are one straight piece.
 *
 * @param labels 0 and 1
 * @param scores larger is more anomalous
 * @throws {RangeError} for labels of one class, scores that are not finite, or different lengths
 */
export function rocCurve(labels: ArrayLike<number>, scores: ArrayLike<number>): RocCurve {
  const { order, reach, positives, length } = ranking("rocCurve", labels, scores);
  const x = [0], y = [0];
  let hits = 0;
  for (let at = 0; at < length;) {
    for (const end = reach[at]; at < end; at++) hits += labels[order[at]];
    x.push((at - hits) / (length - positives));
    y.push(hits / positives);
  }
  return { falsePositiveRate: Float64Array.from(x), truePositiveRate: Float64Array.from(y) };
}

/**
 * Area under the receiver operating characteristic: the probability that a point with label 1 has the greater score, ties
 * counting half. Chance is 1/2, also for a constant score.
 *
 * @param labels 0 and 1
 * @param scores larger is more anomalous
 * @throws {RangeError} as {@linkcode rocCurve}
 */
export function rocAuc(labels: ArrayLike<number>, scores: ArrayLike<number>): number {
  const { order, reach, positives, length } = ranking("rocAuc", labels, scores);
  let hits = 0, area = 0;
  for (let at = 0; at < length;) {
    const start = at, before = hits;
    for (const end = reach[at]; at < end; at++) hits += labels[order[at]];
    const misses = at - start - (hits - before);
    area += misses * (hits + before) / 2;
  }
  return area / (positives * (length - positives));
}
