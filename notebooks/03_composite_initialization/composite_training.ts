/** Common parts of all trainings of this notebook: the networks, the watched sets, and the curves. */
import { rounded } from "../../lib/experiments/rounded.ts";
import type { DecoderSettings } from "../../lib/sequences/training/decoder_settings.ts";
import {
  type AnchorBatch,
  compositeTask,
  type CompositeVariant,
  type KeyTask,
  mappingIndex,
  sampleStream,
} from "../../lib/sequences/anchors/mod.ts";
import * as training from "../../lib/sequences/anchors/training/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { logarithmicSteps, type RunContext } from "../../lib/train/mod.ts";

/** The pair that is trained with a wrong answer in task W, and its mirror image, which is never trained. */
export const MIRRORED = [3, 4] as const;
export const HELD_OUT = [4, 3] as const;
/** What both answers to (4, 3) add to the key: the wrong rule of (3, 4) in task W, and the composition −8 − 2. */
export const SYMMETRIC_OFFSET = -6;
export const INFERENTIAL_OFFSET = -10;

/** A task and an initialisation rate γ. */
export interface Condition {
  variant: CompositeVariant;
  gamma: number;
}

/** Numbers of a training; the notebook says where they come from. */
export interface CompositeSettings extends DecoderSettings {
  steps: number;
  /** Readings, even in the logarithm of the step. */
  readings: number;
  /** Length of queries, keys and values; that of the positions' vectors if absent. */
  keyWidth?: number;
  /** x is a training key at position p if x mod `modulus` ≠ p; the number of key positions if absent. */
  modulus?: number;
}

/** The training of this notebook at d = 64. */
export const FULL_TRAINING: CompositeSettings = {
  layers: 2,
  width: 64,
  hidden: 128,
  rows: 200_000,
  batch: 128,
  steps: 6000,
  rate: { start: 1e-5, peak: 1e-3, final: 4e-5, warmup: 300 },
  weightDecay: 0.05,
  clip: 1,
  watched: 400,
  readings: 28,
};

/** Curves of a training; accuracies are fractions of the watched sequences. */
export interface CompositeCurves {
  steps: number[];
  /** Loss and accuracy on training sentences. */
  trainLoss: number[];
  train: number[];
  /** Trained pairs, keys at positions that training never shows. */
  seen: number[];
  /** The assigned answer of (3, 4). */
  mirrored: number[];
  /** Both answers to (4, 3). */
  inferential: number[];
  symmetric: number[];
}

/** Sequences of one pair, from any part. */
export function pairBatch(task: KeyTask, pair: readonly number[], seed: number, rows: number): AnchorBatch {
  const mapping = mappingIndex(task, pair), part = task.mappings[mapping].weight > 0 ? "test" : "unseen";
  return sampleStream(task, part, generator(seed, `pair ${pair}`), { mappings: [mapping] }).rows(0, rows);
}

/** The batch with key + offset as its answers. */
export function answeredBy(batch: AnchorBatch, offset: number): AnchorBatch {
  return { ...batch, labels: batch.keys.map((key) => key + offset) };
}

/** A trained network. */
export interface TrainedComposite {
  task: KeyTask;
  record: training.AnchorTrainingRecord;
  curves: CompositeCurves;
}

/** Options of {@linkcode trainComposite} besides its settings. */
export interface TrainCompositeOptions {
  condition: Condition;
  seed: number;
  context: RunContext;
  part: string;
  snapshotAt?: readonly number[];
  /** Start instead of γ's. */
  initial?: Float64Array;
  /** Further answers to (4, 3) that are watched: curves of the record, by what they add to the key. */
  others?: readonly number[];
}

/** The training of settings and a rate γ, as `lib/sequences/anchors` takes it. */
export function anchorTraining(settings: CompositeSettings, gamma: number): training.AnchorTraining {
  const { layers, width, hidden, keyWidth } = settings;
  const network = { kind: "transformer" as const, layers, width, hidden, ...(keyWidth && { keyWidth }) };
  return { ...settings, network, initial: { gamma } };
}

/**
 * Trains one network, with seen pairs, (3, 4) and both answers to (4, 3) watched.
 *
 * @throws {RangeError} for settings that task, network or optimiser reject, among them a γ that is not positive
 */
export async function trainComposite(
  settings: CompositeSettings,
  { condition: { variant, gamma }, seed, others = [], ...options }: TrainCompositeOptions,
): Promise<TrainedComposite> {
  const { watched: rows, modulus } = settings;
  const task = compositeTask(variant, modulus ? { modulus, forceModulus: true } : {});
  const heldOut = pairBatch(task, HELD_OUT, seed, rows);
  const record = await training.trainOnTask({
    ...options,
    task,
    training: anchorTraining(settings, gamma),
    seed,
    sets: {
      train: sampleStream(task, "train", generator(seed, "watched")).rows(0, rows),
      seen: sampleStream(task, "test", generator(seed, "watched")).rows(0, rows),
      mirrored: pairBatch(task, MIRRORED, seed, rows),
      inferential: answeredBy(heldOut, INFERENTIAL_OFFSET),
      symmetric: answeredBy(heldOut, SYMMETRIC_OFFSET),
      ...Object.fromEntries(others.map((offset) => [`${offset}`, answeredBy(heldOut, offset)])),
    },
    observeAt: logarithmicSteps(settings.readings, settings.steps),
  });
  const of = (name: string) => rounded(record.curves[`${name}/accuracy`]);
  return {
    task,
    record,
    curves: {
      steps: [...record.steps],
      trainLoss: rounded(record.curves["train/loss"]),
      train: of("train"),
      seen: of("seen"),
      mirrored: of("mirrored"),
      inferential: of("inferential"),
      symmetric: of("symmetric"),
    },
  };
}

/** Last reading of a curve. */
export function atEnd(values: readonly number[]): number {
  return values[values.length - 1];
}
