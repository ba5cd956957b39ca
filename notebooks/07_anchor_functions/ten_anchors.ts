/** E9: ten anchors, each of which never sees the keys of one interval. */
import { experiment } from "../../lib/experiments/mod.ts";
import { accuracyByMapping, type AnchorBatch, holesTask } from "../../lib/sequences/anchors/mod.ts";
import { decimals, heldOut, PAIR_TRAINING, PAIR_VOCABULARY, trainAndRead } from "./training.ts";

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
    const common = { task, seed, sets: { seen, unseen }, readEvery, context };
    for (const [layers, heads, sentences] of cases) {
      const network = { ...training.network, layers, heads };
      const { steps, curves, answers } = await trainAndRead({
        ...common,
        training: { ...training, network, rows: sentences },
        part: `${layers}-layers-${sentences}`,
      });
      const byAnchor = async (batch: AnchorBatch) =>
        decimals(accuracyByMapping(batch, await answers(batch)).values());
      nets.push({
        layers,
        heads,
        sentences,
        steps,
        seen: decimals(curves["seen/accuracy"]),
        unseen: decimals(curves["unseen/accuracy"]),
        seenByAnchor: await byAnchor(seen),
        unseenByAnchor: await byAnchor(unseen),
      });
    }
    return nets;
  },
});
