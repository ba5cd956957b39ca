/** E5: pairs of anchors, one of which is never trained, in a shallow and a deeper network. */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  accuracyByMapping,
  compositionTask,
  countMappings,
  lastTokenAccuracy,
  mappingIndex,
  mappingsByTraining,
  neighbourErrorShare,
  offsetHistogram,
} from "../../lib/sequences/anchors/mod.ts";
import { smallest } from "../../lib/stats/mod.ts";
import { decimal, decimals, heldOut, PAIR_TRAINING, PAIR_VOCABULARY, trainAndRead } from "./training.ts";

/** One network after training. */
export interface CompositionNet {
  layers: number;
  heads: number;
  steps: number[];
  /** Accuracy on held-back keys, of trained pairs and of the masked pair. */
  seen: number[];
  masked: number[];
  /** Different offsets the network answers with: mean over trained pairs, and of the masked pair. */
  mappings: { seen: number; masked: number };
  /** [output − key, count] of the masked pair. */
  histogram: [offset: number, count: number][];
  /** Number of errors on the masked pair, and of those that are answers of (3, 3) or (4, 4), or of (1, 1) or (2, 2). */
  errors: { count: number; neighbours: number; others: number };
  /** Lowest accuracy of a trained pair. */
  worstSeen: number;
}

/** The pair that is never trained, its neighbours, and two pairs that share no anchor with it. */
const MASKED = [3, 4], NEIGHBOURS = [[3, 3], [4, 4]], OTHERS = [[1, 1], [2, 2]];

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...PAIR_TRAINING,
    // With γ = 0.5 the deeper network memorises its sentences.
    initial: "framework" as const,
    // Layers and heads.
    depths: [[2, 1], [4, 4]],
    sentences: 20_000,
    testRows: 2000,
    readEvery: 500,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ depths, steps }) => depths.length * steps,
  async run({ depths, sentences, testRows, readEvery, ...training }, seed, context) {
    const task = compositionTask({ vocabulary: PAIR_VOCABULARY });
    const seen = heldOut(task, "test", seed, testRows), masked = heldOut(task, "unseen", seed, testRows);
    const pairs = mappingsByTraining(task).seen, nets: CompositionNet[] = [];
    const common = { task, seed, sets: { seen, masked }, readEvery, context };
    for (const [layers, heads] of depths) {
      const network = { ...training.network, layers, heads };
      const { steps, curves, answers } = await trainAndRead({
        ...common,
        training: { ...training, network, rows: sentences },
        part: `${layers}-layers`,
      });
      const ofSeen = await answers(seen), ofMasked = await answers(masked);
      const near = neighbourErrorShare(task, masked, ofMasked, MASKED, NEIGHBOURS);
      const far = neighbourErrorShare(task, masked, ofMasked, MASKED, OTHERS);
      const counts = pairs.map((mapping) => countMappings(seen, ofSeen, { mapping }));
      nets.push({
        layers,
        heads,
        steps,
        seen: decimals(curves["seen/accuracy"]),
        masked: decimals(curves["masked/accuracy"]),
        mappings: {
          seen: decimal(counts.reduce((sum, count) => sum + count, 0) / counts.length),
          masked: countMappings(masked, ofMasked, { mapping: mappingIndex(task, MASKED) }),
        },
        histogram: [...offsetHistogram(masked, ofMasked)],
        errors: {
          count: near.errors,
          neighbours: Math.round((near.share ?? 0) * near.errors),
          others: Math.round((far.share ?? 0) * far.errors),
        },
        worstSeen: decimal(smallest([...accuracyByMapping(seen, ofSeen).values()])),
      });
      if (Math.abs(lastTokenAccuracy(ofMasked, masked.labels) - curves["masked/accuracy"].at(-1)!) > 1e-3) {
        throw new Error("composition: predictions and the measured accuracy disagree");
      }
    }
    return nets;
  },
});
