import { requireInteger } from "../../checks.ts";
import { labelRanges } from "./ranges.ts";
import { type Ranking, ranking } from "./ranking.ts";

/** Thresholds of a curve, at equally spaced ranks, as in the reference implementation. */
const THRESHOLDS = 250;

/** Curves of one buffer, one value per threshold, and their areas. */
export interface RangeCurves {
  readonly buffer: number;
  readonly falsePositiveRate: Float64Array;
  readonly truePositiveRate: Float64Array;
  readonly precision: Float64Array;
  readonly rocAuc: number;
  readonly prAuc: number;
}

/** Labels with slopes √(1 − d/ℓ) over ⌊ℓ/2⌋ points before each range and ⌊ℓ/2⌋ − 1 behind it. */
function softLabels(labels: ArrayLike<number>, buffer: number): Float64Array {
  const soft = Float64Array.from(labels), half = Math.floor(buffer / 2);
  if (buffer < 2) return soft;
  for (const [start, end] of labelRanges(labels)) {
    const last = end - 1;
    for (let i = last; i < Math.min(last + half, soft.length); i++) {
      soft[i] += Math.sqrt(1 - (i - last) / buffer);
    }
    for (let i = Math.max(start - half, 0); i < start; i++) soft[i] += Math.sqrt(1 - (start - i) / buffer);
  }
  return soft.map((value) => Math.min(1, value));
}

/** The curves of one buffer, from scores that are sorted already. */
function curvesOf(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
  rank: Ranking,
  buffer: number,
): RangeCurves {
  const { order, reach, positives, length } = rank;
  const soft = softLabels(labels, buffer), found = new Float64Array(length + 1);
  for (let r = 0; r < length; r++) found[r + 1] = found[r] + soft[order[r]];
  // A range exists from its greatest score on.
  const tops = labelRanges(soft).map(([start, end]) => {
    let top = -Infinity;
    for (let i = start; i < end; i++) top = Math.max(top, scores[i]);
    return top;
  }).sort((a, b) => b - a);
  const weight = (positives + found[length]) / 2;
  const fpr = new Float64Array(THRESHOLDS), tpr = new Float64Array(THRESHOLDS);
  const precision = new Float64Array(THRESHOLDS);
  let existing = 0, rocAuc = 0, prAuc = 0;
  for (let t = 0; t < THRESHOLDS; t++) {
    // NumPy's linspace, rounding included: one rank further changes the curve.
    const at = t === THRESHOLDS - 1 ? length - 1 : Math.floor(t * ((length - 1) / (THRESHOLDS - 1)));
    const called = reach[at], threshold = scores[order[at]];
    while (existing < tops.length && tops[existing] >= threshold) existing++;
    tpr[t] = Math.min(1, found[called] / weight) * existing / tops.length;
    fpr[t] = Math.min(1, (called - found[called]) / (length - weight));
    precision[t] = found[called] / called;
    const [x, y, p] = t === 0 ? [0, 0, 1] : [fpr[t - 1], tpr[t - 1], precision[t - 1]];
    rocAuc += (fpr[t] - x) * (tpr[t] + y) / 2;
    prAuc += (tpr[t] - y) * (precision[t] + p) / 2;
  }
  rocAuc += (1 - fpr[THRESHOLDS - 1]) * (1 + tpr[THRESHOLDS - 1]) / 2;
  return { buffer, falsePositiveRate: fpr, truePositiveRate: tpr, precision, rocAuc, prAuc };
}

/**
 * Range-based curves with soft labels around each range (Paparrizos et al. 2022): the true positive rate is multiplied by
 * the share of ranges that are found at all, and the positives are (P + Σ soft labels)/2. 250 thresholds at equally
 * spaced ranks, as in TSB-UAD and aeon.
 *
 * @param labels 0 and 1
 * @param scores larger is more anomalous
 * @param buffer length ℓ of the slopes, in points; 0 for none
 * @throws {RangeError} for labels of one class, scores that are not finite, different lengths, or a buffer that is no
 *   integer of 0 or more
 */
export function rangeAuc(labels: ArrayLike<number>, scores: ArrayLike<number>, buffer: number): RangeCurves {
  requireInteger("rangeAuc", "buffer", buffer, 0);
  return curvesOf(labels, scores, ranking("rangeAuc", labels, scores), buffer);
}

/** Settings of {@linkcode volumeUnderSurface}. */
export interface VolumeOptions {
  /** Largest buffer L, in points: the length of a window. */
  readonly maxBuffer: number;
  /** Buffers 0, step, 2·step, … up to L; 1 by default. */
  readonly step?: number;
}

/** Means of range-based areas over buffers. */
export interface Volume {
  readonly vusRoc: number;
  readonly vusPr: number;
}

/**
 * Volumes under the surfaces of range-based curves over buffers 0 … L: the mean of {@linkcode rangeAuc} over them. Scores
 * are sorted once; a buffer costs one pass.
 *
 * Chance is not 1/2: report the value of a random score as well.
 *
 * @throws {RangeError} as {@linkcode rangeAuc}, and for a step that is not a positive integer
 */
export function volumeUnderSurface(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
  { maxBuffer, step = 1 }: VolumeOptions,
): Volume {
  const where = "volumeUnderSurface";
  requireInteger(where, "maxBuffer", maxBuffer, 0);
  requireInteger(where, "step", step);
  const rank = ranking(where, labels, scores);
  let vusRoc = 0, vusPr = 0, count = 0;
  for (let buffer = 0; buffer <= maxBuffer; buffer += step, count++) {
    const { rocAuc, prAuc } = curvesOf(labels, scores, rank, buffer);
    vusRoc += rocAuc;
    vusPr += prAuc;
  }
  return { vusRoc: vusRoc / count, vusPr: vusPr / count };
}
