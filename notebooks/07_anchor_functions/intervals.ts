/** E8: two anchors that are trained on different intervals of the key; is it the anchor or the interval that counts? */
import { accuracyByMapping, offsetHistogram, twoIntervalTask } from "../../lib/sequences/anchors/mod.ts";
import { predict, trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import {
  heldOut,
  type PairTraining,
  readingSteps,
  rounded,
  roundedAll,
  TRAINING,
  VOCABULARY,
} from "./pair_training.ts";

/** First and last key of an interval. */
export type Interval = readonly [from: number, to: number];

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface IntervalSettings extends PairTraining {
  /** Intervals of anchor 3 (x → x) and anchor 4 (x → x + 1). */
  layouts: Readonly<Record<IntervalLayout, readonly [Interval, Interval]>>;
  sentences: number;
  testRows: number;
  readEvery: number;
}

/** Intervals without and with a common part. */
export type IntervalLayout = "disjoint" | "overlapping";

/** One network after training. */
export interface IntervalNet {
  layout: IntervalLayout;
  steps: number[];
  /** Accuracy on held-back keys of an anchor's own interval, and on what the other anchor has alone. */
  own: number[];
  cross: number[];
  /** Accuracies at the end by anchor: 3, 4. */
  ownByAnchor: [number, number];
  crossByAnchor: [number, number];
  /** Share of the answers in cross cells that follow the key's interval in place of the anchor. */
  byInterval: number;
}

/** Networks in the order of `layouts`. */
export type IntervalRun = IntervalNet[];

/** What anchors 3 and 4 add. */
const OFFSETS = [0, 1] as const;

async function splitIntervals(
  settings: IntervalSettings,
  seed: number,
  context: RunContext,
): Promise<IntervalRun> {
  const { layouts, sentences, testRows, readEvery, ...training } = settings, nets: IntervalRun = [];
  for (const layout of Object.keys(layouts) as IntervalLayout[]) {
    const [three, four] = layouts[layout].map(([from, to]) => ({ from, to }));
    const task = twoIntervalTask([three, four], { vocabulary: VOCABULARY });
    const own = heldOut(task, "test", seed, testRows), cross = heldOut(task, "unseen", seed, testRows);
    const { steps, curves, parameters, model } = await trainOnTask({
      task,
      training: { ...training, rows: sentences },
      seed,
      sets: { own, cross },
      observeAt: readingSteps(training.steps, readEvery),
      context,
      part: layout,
    });
    const ofCross = await predict(model, parameters, cross);
    const ofOwn = accuracyByMapping(own, await predict(model, parameters, own));
    const ofOther = accuracyByMapping(cross, ofCross);
    const swapped = OFFSETS.map((_, i) => offsetHistogram(cross, ofCross, i).get(OFFSETS[1 - i]) ?? 0);
    nets.push({
      layout,
      steps: [...steps],
      own: roundedAll(curves["own/accuracy"]),
      cross: roundedAll(curves["cross/accuracy"]),
      ownByAnchor: [rounded(ofOwn.get(0)!), rounded(ofOwn.get(1)!)],
      crossByAnchor: [rounded(ofOther.get(0)!), rounded(ofOther.get(1)!)],
      byInterval: rounded((swapped[0] + swapped[1]) / cross.rows),
    });
  }
  return nets;
}

const full: IntervalSettings = {
  ...TRAINING,
  layouts: { disjoint: [[20, 59], [60, 99]], overlapping: [[20, 69], [50, 99]] },
  sentences: 6000,
  testRows: 1000,
  readEvery: 250,
};

export default experiment<IntervalSettings, IntervalRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ layouts, steps }) => Object.keys(layouts).length * steps,
  run: splitIntervals,
});
