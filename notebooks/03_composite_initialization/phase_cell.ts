/** One network of a phase diagram: its answers to the pair that it never saw, and its curves. */
import { type CompositeVariant, offsetHistogram } from "../../lib/sequences/anchors/mod.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { type AnswerShares, answerShares } from "./answers.ts";
import {
  type CompositeCurves,
  type CompositeSettings,
  HELD_OUT,
  pairBatch,
  trainComposite,
} from "./composite_training.ts";
import { queryCondensation } from "./weight_measures.ts";

/** A cell: a training, its task and its initialisation rate. */
export interface PhaseSettings extends CompositeSettings {
  variant: CompositeVariant;
  /** Rate γ at the cell's own width. */
  gamma: number;
  /** Sequences with (4, 3) whose answers are read at the end. */
  answers: number;
}

/** Stored result of a cell. */
export interface PhaseCell extends AnswerShares {
  curves: CompositeCurves;
  /** Fraction of the answers to (4, 3) after training that are neither −10 nor −6. */
  other: number;
  /** Number of answers by the offset that they add to the key, `[offset, count]` ascending. */
  offsets: [number, number][];
  /** κ of W^{Q(1)} after training. */
  condensation: number;
}

/**
 * Trains one network and reads its answers to (4, 3).
 *
 * @throws {RangeError} for settings that task, network or optimiser reject
 */
export async function phaseCell(
  settings: PhaseSettings,
  seed: number,
  context: RunContext,
): Promise<PhaseCell> {
  const { variant, gamma } = settings;
  const condition = { variant, gamma }, part = "training";
  const { task, record: { model, parameters }, curves } = await trainComposite(
    settings,
    { condition, seed, context, part },
  );
  const batch = pairBatch(task, HELD_OUT, seed, settings.answers);
  const predictions = await predict(model, parameters, batch);
  const { inferential, symmetric } = answerShares(batch.keys, predictions);
  return {
    curves,
    inferential,
    symmetric,
    other: 1 - inferential - symmetric,
    offsets: [...offsetHistogram(batch, predictions)],
    condensation: queryCondensation(model, parameters),
  };
}
