/** One network of a phase diagram: its answers to the pair that it never saw, and its curves. */
import { rounded } from "../../lib/experiments/rounded.ts";
import { generator } from "../../lib/random/mod.ts";
import * as anchors from "../../lib/sequences/anchors/mod.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import * as snapshots from "../../lib/sequences/anchors/training/offsets_at_snapshots.ts";
import { leadingCurve } from "../../lib/stats/leading_curve.ts";
import { everySteps, type RunContext } from "../../lib/train/mod.ts";
import { type AnswerShares, answerShares } from "./answers.ts";
import type { CompositeCurves, CompositeSettings } from "./composite_training.ts";
import { HELD_OUT, pairBatch, trainComposite } from "./composite_training.ts";
import { queryCondensation } from "./weight_measures.ts";

/** A cell: a training, its task and its initialisation rate. */
export interface PhaseSettings extends CompositeSettings {
  variant: anchors.CompositeVariant;
  /** Rate γ at the cell's own width. */
  gamma: number;
  /** Sequences with (4, 3) whose answers are read at the end. */
  answers: number;
  /** Answers to (4, 3) besides −10 and −6 that are watched, by what they add to the key. */
  others?: number[];
  /** Steps between readings of what every pair adds; it is not read if absent. */
  pairsEvery?: number;
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
  /** The commonest of the other answers at each reading, where they are watched: its share, and what it adds. */
  commonest?: { share: number[]; offset: number[] };
  pairs?: snapshots.AddedByPairs;
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
  const { variant, gamma, others = [], pairsEvery } = settings;
  const { task, record, curves } = await trainComposite(settings, {
    condition: { variant, gamma },
    seed,
    context,
    part: "training",
    others,
    ...(pairsEvery && { snapshotAt: everySteps(pairsEvery, settings.steps) }),
  });
  const { model, parameters, curves: all } = record;
  const leading = others.length > 0 &&
    leadingCurve(others.map((offset) => rounded(all[`${offset}/accuracy`])));
  const batch = pairBatch(task, HELD_OUT, seed, settings.answers);
  const predictions = await predict(model, parameters, batch);
  const { inferential, symmetric } = answerShares(batch.keys, predictions);
  return {
    curves,
    inferential,
    symmetric,
    other: 1 - inferential - symmetric,
    offsets: [...anchors.offsetHistogram(batch, predictions)],
    condensation: queryCondensation(model, parameters),
    ...(leading && {
      commonest: { share: leading.values, offset: leading.leaders.map((one) => others[one]) },
    }),
    ...(pairsEvery && { pairs: await snapshots.offsetsAtSnapshots(record, task, pairBatches(task, seed)) }),
  };
}

/** Sentences of all trained pairs, and of (4, 3). */
const pairBatches = (task: anchors.KeyTask, seed: number) => [
  anchors.sampleStream(task, "test", generator(seed, "pairs")).rows(0, 1000),
  pairBatch(task, HELD_OUT, seed, 100),
];
