/** Extension B4: sentences longer than in training, for learnt positions, fixed waves and no positions at all. */
import { type AnchorBatch, identityTask, lastTokenAccuracy } from "../../lib/sequences/anchors/mod.ts";
import {
  initialParameters,
  networkOf,
  predict,
  trainOnTask,
} from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { attentionWeight, readAttention } from "../../lib/interpret/mod.ts";
import { parametersByName } from "../../lib/nn/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { heldOut, type PairTraining, rounded, roundedAll, TRAINING, VOCABULARY } from "./pair_training.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface LongerSettings extends PairTraining {
  positions: readonly Positions[];
  sentences: number;
  /** Tokens of a training sentence, and of the longest that is asked. */
  trainedLength: number;
  longest: number;
  /** Longest wavelength of the fixed waves over 2π, in positions. */
  slowest: number;
  testRows: number;
}

/** How the network knows where a token stands. */
export type Positions = "learnt" | "waves" | "none";

/** One network after training. */
export interface LongerNet {
  positions: Positions;
  /** Tokens of the sentences asked. */
  lengths: number[];
  /** Accuracy on held-back keys, anywhere in the sentence. */
  accuracy: number[];
  /** The same where the key stands at a position that training has shown, and where it does not (null: no such row). */
  within: number[];
  beyond: (number | null)[];
  /** Mean attention of the key's position on the anchor before it in layer 1: the shift. */
  shift: number[];
  /** Mean attention of the last position on the key in layer 2: the broadcast. */
  broadcast: number[];
}

/** Networks in the order of `positions`. */
export type LongerRun = LongerNet[];

/**
 * Fixed waves, row-major `[count, width]`: sin and cos of position / slowest^(2k / width), by turns.
 *
 * @throws {RangeError} for a width that is odd
 */
export function waveTable(count: number, width: number, slowest: number): Float64Array {
  if (width % 2 !== 0) throw new RangeError(`waveTable: width ${width}, allowed even numbers`);
  return Float64Array.from({ length: count * width }, (_, i) => {
    const position = Math.floor(i / width), k = Math.floor(i % width / 2);
    const angle = position / slowest ** (2 * k / width);
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

/** Accuracy of the rows whose key stands before or from a position on; null where there is none. */
export function accuracyByPlace(
  batch: AnchorBatch,
  predictions: ArrayLike<number>,
  border: number,
  side: "before" | "from",
): number | null {
  const rows = Array.from({ length: batch.rows }, (_, row) => row)
    .filter((row) => (batch.keyPositions[row] < border) === (side === "before"));
  return rows.length === 0
    ? null
    : rows.filter((row) => predictions[row] === batch.labels[row]).length / rows.length;
}

/** Rows of which attention is read. */
const READ = 100;

async function readFlow(
  model: Parameters<typeof readAttention>[0],
  parameters: Float64Array,
  batch: AnchorBatch,
): Promise<{ shift: number; broadcast: number }> {
  const count = Math.min(READ, batch.rows), { length } = batch;
  const sequences = { tokens: batch.tokens.subarray(0, count * length), count, length };
  const maps = await readAttention(model, parameters, sequences);
  const average = (of: (row: number) => number) =>
    rounded(maps.reduce((sum, _, row) => sum + of(row), 0) / count);
  const key = (row: number) => batch.keyPositions[row];
  return {
    shift: average((row) => attentionWeight(maps[row][0][0], key(row), key(row) - 1)),
    broadcast: average((row) => attentionWeight(maps[row][1][0], length - 1, key(row))),
  };
}

async function lengthen(settings: LongerSettings, seed: number, context: RunContext): Promise<LongerRun> {
  const { positions, sentences, trainedLength, longest, slowest, testRows, ...training } = settings;
  const task = identityTask({ length: trainedLength, vocabulary: VOCABULARY });
  const network = { ...training.network, positions: longest }, model = networkOf(network, task);
  const lengths = Array.from({ length: longest - trainedLength + 1 }, (_, i) => trainedLength + i);
  const asked = lengths.map((length) =>
    heldOut(
      identityTask({ length, vocabulary: VOCABULARY, modulus: trainedLength - 1 }),
      "test",
      seed,
      testRows,
    )
  );
  const nets: LongerRun = [];
  for (const kind of positions) {
    const initial = initialParameters(model, training.initial, seed);
    const table = parametersByName(initial, model.parameters)["positions.table"];
    if (kind === "waves") table.set(waveTable(longest, network.width, slowest));
    if (kind === "none") table.fill(0);
    const { parameters } = await trainOnTask({
      task,
      training: { ...training, network, rows: sentences },
      seed,
      initial,
      ...(kind === "learnt" ? {} : { frozen: ["positions.table"] }),
      sets: { trained: asked[0] },
      observeAt: [0, training.steps],
      context,
      part: kind,
    });
    const net: LongerNet = {
      positions: kind,
      lengths,
      accuracy: [],
      within: [],
      beyond: [],
      shift: [],
      broadcast: [],
    };
    for (const batch of asked) {
      const predictions = await predict(model, parameters, batch);
      const beyond = accuracyByPlace(batch, predictions, trainedLength, "from");
      const { shift, broadcast } = await readFlow(model, parameters, batch);
      net.accuracy.push(lastTokenAccuracy(predictions, batch.labels));
      net.within.push(accuracyByPlace(batch, predictions, trainedLength, "before")!);
      net.beyond.push(beyond === null ? null : rounded(beyond));
      net.shift.push(shift);
      net.broadcast.push(broadcast);
    }
    nets.push({ ...net, accuracy: roundedAll(net.accuracy), within: roundedAll(net.within) });
  }
  return nets;
}

const full: LongerSettings = {
  ...TRAINING,
  // Large embeddings make the shift sharp; with γ = 0.5 it is soft.
  initial: "framework",
  batch: 50,
  steps: 2000,
  positions: ["learnt", "waves", "none"],
  sentences: 6000,
  trainedLength: 9,
  longest: 16,
  slowest: 10_000,
  testRows: 1000,
};

export default experiment<LongerSettings, LongerRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ positions, steps }) => positions.length * steps,
  run: lengthen,
});
