/** E9: ten anchors, each of which never sees the keys of one interval. */
import { accuracyByMapping, type AnchorBatch, holesTask } from "../../lib/sequences/anchors/mod.ts";
import { predict, trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import {
  heldOut,
  type PairTraining,
  readingSteps,
  roundedAll,
  TRAINING,
  VOCABULARY,
} from "./pair_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface TenAnchorSettings extends PairTraining {
  /** Layers and heads of the networks, and their numbers of sentences. */
  cases: readonly (readonly [layers: number, heads: number, sentences: number])[];
  testRows: number;
  readEvery: number;
}

/** One network after training. */
export interface TenAnchorNet {
  layers: number;
  heads: number;
  sentences: number;
  steps: number[];
  /** Accuracy on held-back keys of the trained intervals, and of the holes. */
  seen: number[];
  unseen: number[];
  /** The same at the end for anchors 1 … 10. */
  seenByAnchor: number[];
  unseenByAnchor: number[];
}

/** Networks in the order of `cases`. */
export type TenAnchorRun = TenAnchorNet[];

async function learnHoles(
  settings: TenAnchorSettings,
  seed: number,
  context: RunContext,
): Promise<TenAnchorRun> {
  const { cases, testRows, readEvery, ...training } = settings, nets: TenAnchorRun = [];
  const task = holesTask({ vocabulary: VOCABULARY });
  const seen = heldOut(task, "test", seed, testRows), unseen = heldOut(task, "unseen", seed, testRows);
  for (const [layers, heads, sentences] of cases) {
    const { steps, curves, parameters, model } = await trainOnTask({
      task,
      training: { ...training, network: { ...training.network, layers, heads }, rows: sentences },
      seed,
      sets: { seen, unseen },
      observeAt: readingSteps(training.steps, readEvery),
      context,
      part: `${layers}-layers-${sentences}`,
    });
    const byAnchor = async (batch: AnchorBatch) =>
      roundedAll([...accuracyByMapping(batch, await predict(model, parameters, batch)).values()]);
    nets.push({
      layers,
      heads,
      sentences,
      steps: [...steps],
      seen: roundedAll(curves["seen/accuracy"]),
      unseen: roundedAll(curves["unseen/accuracy"]),
      seenByAnchor: await byAnchor(seen),
      unseenByAnchor: await byAnchor(unseen),
    });
  }
  return nets;
}

const full: TenAnchorSettings = {
  ...TRAINING,
  cases: [[2, 1, 6000], [2, 1, 20_000], [4, 4, 20_000]],
  testRows: 2000,
  readEvery: 250,
};

export default experiment<TenAnchorSettings, TenAnchorRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ cases, steps }) => cases.length * steps,
  run: learnHoles,
});
