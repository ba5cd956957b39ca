/** What the trainings of these experiments share: settings, test sentences, and a curve of a network's accuracy. */
import { type AnchorBatch, type AnchorTask, sampleStream } from "../../lib/sequences/anchors/mod.ts";
import type { AnchorTraining, TransformerNetwork } from "../../lib/sequences/anchors/training/mod.ts";
import { generator } from "../../lib/random/mod.ts";

/** The reduced decoder: the paper's has 4 layers, 4 heads and width 400. */
export const SMALL_DECODER: TransformerNetwork = { kind: "transformer", layers: 2, width: 64, hidden: 128 };

/** Settings of a training without its network, sentences and steps. */
export type Schedule = Omit<AnchorTraining, "network" | "rows" | "steps">;

/** AdamW with warm-up and cosine, as the paper, at a rate that suits the narrow network. */
export const SCHEDULE: Schedule = {
  initial: "framework",
  batch: 50,
  rate: { start: 1e-5, peak: 1e-3, final: 1e-5, warmup: 150 },
  weightDecay: 0.01,
  clip: 1,
};

/** Tokens 0 … 109 hold every label of the tasks with one anchor. */
export const VOCABULARY = 110;

/** Held-back sentences of a seed. */
export function testSentences(task: AnchorTask, rows: number, seed: number): AnchorBatch {
  return sampleStream(task, "test", generator(seed, "test")).rows(0, rows);
}

/** Rows of a batch for which something holds, at most `most` of them. */
export function rowsWhere(batch: AnchorBatch, holds: (row: number) => boolean, most = Infinity): AnchorBatch {
  const kept = Array.from({ length: batch.rows }, (_, row) => row).filter(holds).slice(0, most);
  const pick = (values: Int32Array) => Int32Array.from(kept, (row) => values[row]);
  const { length, tokens, labels, keys, keyPositions, mappings } = batch;
  return {
    rows: kept.length,
    length,
    tokens: Int32Array.from(kept.flatMap((row) => [...tokens.subarray(row * length, (row + 1) * length)])),
    labels: pick(labels),
    keys: pick(keys),
    keyPositions: pick(keyPositions),
    mappings: pick(mappings),
  };
}
