/** What the trainings on pairs of anchors, intervals, recitation and anchor lengths have in common. */
import {
  type AnchorBatch,
  type AnchorTask,
  type Part,
  sampleStream,
} from "../../lib/sequences/anchors/mod.ts";
import type { AnchorTraining, TransformerNetwork } from "../../lib/sequences/anchors/training/mod.ts";
import { generator } from "../../lib/random/mod.ts";

/** Settings of a training without the number of sentences, which the experiments vary. */
export interface PairTraining extends Omit<AnchorTraining, "rows" | "network"> {
  network: TransformerNetwork;
}

/** Tokens and labels are below this: the largest label is 107 + 10. */
export const VOCABULARY = 120;

/** Two layers of width 64 with one head, from which the experiments depart where they say so. */
export const TRAINING = {
  network: { kind: "transformer", layers: 2, heads: 1, width: 64, hidden: 128 },
  initial: { gamma: 0.5 },
  batch: 100,
  steps: 4000,
  rate: { start: 1e-5, peak: 1e-3, final: 1e-5, warmup: 200 },
  weightDecay: 0.01,
  clip: 1,
} as const satisfies PairTraining;

/** Steps 0, every, 2 every, … and the last one. */
export function readingSteps(steps: number, every: number): number[] {
  if (!(Number.isInteger(every) && every >= 1)) {
    throw new RangeError(`readingSteps: one reading every ${every} steps, allowed an integer of 1 or more`);
  }
  const at = Array.from({ length: Math.floor(steps / every) + 1 }, (_, i) => i * every);
  return at.at(-1) === steps ? at : [...at, steps];
}

/** Sentences of a part that training does not draw from, by seed. */
export function heldOut(
  task: AnchorTask,
  part: Exclude<Part, "train">,
  seed: number,
  rows: number,
  mappings?: readonly number[],
): AnchorBatch {
  return sampleStream(task, part, generator(seed, "held out"), mappings ? { mappings } : {}).rows(0, rows);
}

/** A number with four decimals, for stored results. */
export function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Numbers with four decimals. */
export function roundedAll(values: readonly number[]): number[] {
  return values.map(rounded);
}
