/** E8: two anchors that are trained on different intervals of the key; is it the anchor or the interval that counts? */
import { experiment } from "../../lib/experiments/mod.ts";
import { accuracyByMapping, offsetHistogram, twoIntervalTask } from "../../lib/sequences/anchors/mod.ts";
import { decimal, decimals, heldOut, PAIR_TRAINING, PAIR_VOCABULARY, trainAndRead } from "./training.ts";

/** Intervals without and with a common part. */
export type IntervalLayout = "disjoint" | "overlapping";

/** One network after training. */
export interface IntervalNet {
  layout: IntervalLayout;
  steps: number[];
  /** Accuracy on held-back keys of an anchor's own interval, and on keys of the other anchor's interval alone. */
  own: number[];
  cross: number[];
  /** Accuracies at the end by anchor: 3, 4. */
  ownByAnchor: number[];
  crossByAnchor: number[];
  /** Fraction of the answers in cross cells that follow the key's interval instead of the anchor. */
  byInterval: number;
}

/** What anchors 3 and 4 add. */
const OFFSETS = [0, 1];

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...PAIR_TRAINING,
    // First and last key of anchor 3 (x → x), and of anchor 4 (x → x + 1).
    layouts: { disjoint: [[20, 59], [60, 99]], overlapping: [[20, 69], [50, 99]] },
    sentences: 6000,
    testRows: 1000,
    readEvery: 250,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ layouts, steps }) => Object.keys(layouts).length * steps,
  async run({ layouts, sentences, testRows, readEvery, ...training }, seed, context) {
    const nets: IntervalNet[] = [];
    for (const layout of Object.keys(layouts) as IntervalLayout[]) {
      const [three, four] = layouts[layout].map(([from, to]) => ({ from, to }));
      const task = twoIntervalTask([three, four], { vocabulary: PAIR_VOCABULARY });
      const own = heldOut(task, "test", seed, testRows), cross = heldOut(task, "unseen", seed, testRows);
      const options = { training: { ...training, rows: sentences }, sets: { own, cross }, part: layout };
      const { steps, curves, answers } = await trainAndRead({ task, seed, readEvery, context, ...options });
      const ofCross = await answers(cross), ofOwn = accuracyByMapping(own, await answers(own));
      const ofOther = accuracyByMapping(cross, ofCross);
      const swapped = OFFSETS.map((_, i) => offsetHistogram(cross, ofCross, i).get(OFFSETS[1 - i]) ?? 0);
      nets.push({
        layout,
        steps,
        own: decimals(curves["own/accuracy"]),
        cross: decimals(curves["cross/accuracy"]),
        ownByAnchor: [0, 1].map((anchor) => decimal(ofOwn.get(anchor)!)),
        crossByAnchor: [0, 1].map((anchor) => decimal(ofOther.get(anchor)!)),
        byInterval: decimal((swapped[0] + swapped[1]) / cross.rows),
      });
    }
    return nets;
  },
});
