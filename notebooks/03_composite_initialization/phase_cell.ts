/** One network of a phase diagram: what it answers to the pair that it never saw, and how it got there. */
import { type CompositeVariant, offsetHistogram } from "../../lib/sequences/anchors/mod.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import {
  type CompositeCurves,
  type CompositeSettings,
  HELD_OUT,
  INFERENTIAL_OFFSET,
  pairBatch,
  SYMMETRIC_OFFSET,
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

/** What is kept of a cell. */
export interface PhaseCell {
  curves: CompositeCurves;
  /** Shares of the answers to (4, 3) after training: −10, −6 and all others. */
  inferential: number;
  symmetric: number;
  other: number;
  /** How many answers add what to the key, `[offset, count]` ascending. */
  offsets: [number, number][];
  /** κ of W^{Q(1)} after training. */
  condensation: number;
}

/**
 * Trains one network and reads its answers to (4, 3).
 *
 * @throws {RangeError} for settings that task, network or optimiser refuse
 */
export async function phaseCell(
  settings: PhaseSettings,
  seed: number,
  context: RunContext,
): Promise<PhaseCell> {
  const { variant, gamma } = settings;
  const { task, record: { model, parameters }, curves } = await trainComposite(settings, {
    condition: { variant, gamma },
    seed,
    context,
    part: "training",
  });
  const batch = pairBatch(task, HELD_OUT, seed, settings.answers);
  const predictions = await predict(model, parameters, batch);
  // Where (3, 4) is not trained either, −6 is still what is watched: control B of C1.
  const count = new Map(offsetHistogram(batch, predictions));
  const share = (offset: number) => (count.get(offset) ?? 0) / batch.rows;
  const inferential = share(INFERENTIAL_OFFSET), symmetric = share(SYMMETRIC_OFFSET);
  return {
    curves,
    inferential,
    symmetric,
    other: 1 - inferential - symmetric,
    offsets: [...count],
    condensation: queryCondensation(model, parameters),
  };
}
