/** Ranges of consecutive ones. */

/** First point of a range, and the one behind its last. */
export type LabelRange = readonly [start: number, end: number];

/** Maximal ranges of positive labels, in their order. */
export function labelRanges(labels: ArrayLike<number>): LabelRange[] {
  const ranges: LabelRange[] = [];
  for (let i = 0; i < labels.length; i++) {
    if (!(labels[i] > 0)) continue;
    const start = i;
    while (i < labels.length && labels[i] > 0) i++;
    ranges.push([start, i]);
  }
  return ranges;
}
