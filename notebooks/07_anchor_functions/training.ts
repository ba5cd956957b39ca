/** Common parts of the trainings: networks and schedules, held-back sentences, and numbers as they are stored. */
import { rounded } from "../../lib/experiments/rounded.ts";
import {
  type AnchorBatch,
  type AnchorTask,
  type Part,
  sampleStream,
} from "../../lib/sequences/anchors/mod.ts";
import {
  type AnchorTraining,
  predict,
  trainOnTask,
  type TrainOnTaskOptions,
  type TransformerNetwork,
} from "../../lib/sequences/anchors/training/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";

/** The reduced decoder: the paper's has 4 layers, 4 heads and width 400. */
export const SMALL_DECODER: TransformerNetwork = { kind: "transformer", layers: 2, width: 64, hidden: 128 };

/** AdamW with warm-up and cosine, as in the paper, at a rate that suits the narrow network. */
export const SCHEDULE: Omit<AnchorTraining, "network" | "rows" | "steps"> = {
  initial: "framework",
  batch: 50,
  rate: { start: 1e-5, peak: 1e-3, final: 1e-5, warmup: 150 },
  weightDecay: 0.01,
  clip: 1,
};

/** The same for pairs of anchors, intervals, recitation and prompts, whose exceptions are stated there. */
export const PAIR_TRAINING: Omit<AnchorTraining, "rows" | "network"> & { network: TransformerNetwork } = {
  ...SCHEDULE,
  network: { ...SMALL_DECODER, heads: 1 },
  initial: { gamma: 0.5 },
  batch: 100,
  steps: 4000,
  rate: { ...SCHEDULE.rate, warmup: 200 },
};

/** Settings that the experiments with one anchor have in common; tokens 0 … 109 hold every label of their tasks. */
export const ONE_ANCHOR = { schedule: SCHEDULE, vocabulary: 110, testRows: 500 };

/** Tokens 0 … 119 hold every label of the tasks with several anchors, at most 107 + 10. */
export const PAIR_VOCABULARY = 120;

/** The paper's sentence for the maps, with the anchor 3 before the key 44. */
export const SENTENCE = [25, 36, 50, 67, 3, 44, 43, 92, 87];

/** Held-back sentences of a seed. */
export function testSentences(task: AnchorTask, rows: number, seed: number): AnchorBatch {
  return sampleStream(task, "test", generator(seed, "test")).rows(0, rows);
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

/** Trains a network; its losses and accuracies at even steps, and its answers. */
export async function trainAndRead(
  { readEvery, ...options }: Omit<TrainOnTaskOptions, "observeAt"> & { readonly readEvery: number },
) {
  const record = await trainOnTask({ ...options, observeAt: everySteps(readEvery, options.training.steps) });
  const answers = (batch: AnchorBatch) => predict(record.model, record.parameters, batch);
  return { ...record, steps: Array.from(record.steps), answers };
}

/** Loss and accuracy on the test sentences. */
export type TestCurves = Record<"steps" | "loss" | "accuracy", number[]>;

/** The same of a training with the set `test`, as stored. */
export function testCurves({ steps, curves }: Awaited<ReturnType<typeof trainAndRead>>): TestCurves {
  return { steps, loss: rounded(curves["test/loss"]), accuracy: rounded(curves["test/accuracy"]) };
}

/** A number with four decimals, for stored results. */
export function decimal(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Numbers with four decimals. */
export function decimals(values: Iterable<number>): number[] {
  return Array.from(values, decimal);
}

/** Name and context of a training outside an experiment: without a stop signal, progress or checkpoints. */
export const UNWATCHED = {
  part: "live",
  context: { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined },
};
