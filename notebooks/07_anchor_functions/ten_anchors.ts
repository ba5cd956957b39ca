/** E9: ten anchors, each of which never sees the keys of one interval. */
import { experiment } from "../../lib/experiments/mod.ts";
import { accuracyByMapping, type AnchorBatch, holesTask } from "../../lib/sequences/anchors/mod.ts";
import { predict, trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { decimals, heldOut, PAIR_TRAINING, PAIR_VOCABULARY } from "./training.ts";

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

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...PAIR_TRAINING,
    // Layers, heads and sentences.
    cases: [[2, 1, 6000], [2, 1, 20_000], [4, 4, 20_000]],
    testRows: 2000,
    readEvery: 250,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ cases, steps }) => cases.length * steps,
  async run({ cases, testRows, readEvery, ...training }, seed, context) {
    const task = holesTask({ vocabulary: PAIR_VOCABULARY }), nets: TenAnchorNet[] = [];
    const seen = heldOut(task, "test", seed, testRows), unseen = heldOut(task, "unseen", seed, testRows);
    for (const [layers, heads, sentences] of cases) {
      const { steps, curves, parameters, model } = await trainOnTask({
        task,
        training: { ...training, network: { ...training.network, layers, heads }, rows: sentences },
        seed,
        sets: { seen, unseen },
        observeAt: everySteps(readEvery, training.steps),
        context,
        part: `${layers}-layers-${sentences}`,
      });
      const byAnchor = async (batch: AnchorBatch) =>
        decimals(accuracyByMapping(batch, await predict(model, parameters, batch)).values());
      nets.push({
        layers,
        heads,
        sentences,
        steps: [...steps],
        seen: decimals(curves["seen/accuracy"]),
        unseen: decimals(curves["unseen/accuracy"]),
        seenByAnchor: await byAnchor(seen),
        unseenByAnchor: await byAnchor(unseen),
      });
    }
    return nets;
  },
});
