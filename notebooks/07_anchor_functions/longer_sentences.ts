/** Extension B4: sentences longer than in training, for learnt positions, fixed waves and no positions at all. */
import { experiment } from "../../lib/experiments/mod.ts";
import { attentionWeight, readAttention } from "../../lib/interpret/mod.ts";
import { type Model, parametersByName } from "../../lib/nn/mod.ts";
import { type AnchorBatch, identityTask, lastTokenAccuracy } from "../../lib/sequences/anchors/mod.ts";
import {
  initialParameters,
  networkOf,
  predict,
  trainOnTask,
} from "../../lib/sequences/anchors/training/mod.ts";
import { decimal, decimals, heldOut, PAIR_TRAINING, PAIR_VOCABULARY } from "./training.ts";

/** Position encoding of the network. */
export type Positions = "learnt" | "waves" | "none";

/** One network after training; readings by length of the sentences. */
export interface LongerNet {
  positions: Positions;
  lengths: number[];
  /** Accuracy on held-back keys, anywhere in the sentence. */
  accuracy: number[];
  /** The same for keys at positions that training has shown, and for others (null: no such row). */
  within: number[];
  beyond: (number | null)[];
  /** Mean attention of the key's position on the anchor before it in layer 1: the shift. */
  shift: number[];
  /** Mean attention of the last position on the key in layer 2: the broadcast. */
  broadcast: number[];
}

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

/** Accuracy of the rows whose key stands before a position, or at or after it; null if there is none. */
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

/** Rows whose attention is read. */
const READ = 100;

async function readFlow(model: Model, parameters: Float64Array, batch: AnchorBatch) {
  const count = Math.min(READ, batch.rows), { length } = batch;
  const sequences = { tokens: batch.tokens.subarray(0, count * length), count, length };
  const maps = await readAttention(model, parameters, sequences);
  const average = (layer: number, query: (key: number) => number, from: (key: number) => number) =>
    decimal(
      maps.reduce((sum, layers, row) => {
        const key = batch.keyPositions[row];
        return sum + attentionWeight(layers[layer][0], query(key), from(key));
      }, 0) / count,
    );
  return {
    shift: average(0, (key) => key, (key) => key - 1),
    broadcast: average(1, () => length - 1, (key) => key),
  };
}

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...PAIR_TRAINING,
    // Large embeddings make the shift sharp; with γ = 0.5 it is soft.
    initial: "framework" as const,
    batch: 50,
    steps: 2000,
    positions: ["learnt", "waves", "none"] as Positions[],
    sentences: 6000,
    // Tokens of a training sentence, and of the longest that is asked.
    trainedLength: 9,
    longest: 16,
    // Longest wavelength of the fixed waves over 2π, in positions.
    slowest: 10_000,
    testRows: 1000,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ positions, steps }) => positions.length * steps,
  async run(settings, seed, context) {
    const { positions, sentences, trainedLength, longest, slowest, testRows, ...training } = settings;
    const vocabulary = PAIR_VOCABULARY, task = identityTask({ length: trainedLength, vocabulary });
    const network = { ...training.network, positions: longest }, model = networkOf(network, task);
    const lengths = Array.from({ length: longest - trainedLength + 1 }, (_, i) => trainedLength + i);
    const asked = lengths.map((length) =>
      heldOut(identityTask({ length, vocabulary, modulus: trainedLength - 1 }), "test", seed, testRows)
    );
    const nets: LongerNet[] = [];
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
      const readings = [];
      for (const batch of asked) {
        const predictions = await predict(model, parameters, batch);
        const beyond = accuracyByPlace(batch, predictions, trainedLength, "from");
        readings.push({
          accuracy: lastTokenAccuracy(predictions, batch.labels),
          within: accuracyByPlace(batch, predictions, trainedLength, "before")!,
          beyond: beyond === null ? null : decimal(beyond),
          ...await readFlow(model, parameters, batch),
        });
      }
      nets.push({
        positions: kind,
        lengths,
        accuracy: decimals(readings.map(({ accuracy }) => accuracy)),
        within: decimals(readings.map(({ within }) => within)),
        beyond: readings.map(({ beyond }) => beyond),
        shift: readings.map(({ shift }) => shift),
        broadcast: readings.map(({ broadcast }) => broadcast),
      });
    }
    return nets;
  },
});
