/** Extension B4: sentences longer than in training, for learnt positions, fixed waves and no positions at all. */
import { experiment } from "../../lib/experiments/mod.ts";
import { keyFlow } from "../../lib/interpret/measures/key_flow.ts";
import { readAttention } from "../../lib/interpret/mod.ts";
import { type Model, parametersByName } from "../../lib/nn/mod.ts";
import { waveTable } from "../../lib/nn/wave_table.ts";
import { accuracyByPlace } from "../../lib/sequences/anchors/edit_batch.ts";
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

/** Rows whose attention is read. */
const READ = 100;

async function readFlow(model: Model, parameters: Float64Array, batch: AnchorBatch) {
  const count = Math.min(READ, batch.rows), { length } = batch;
  const sequences = { tokens: batch.tokens.subarray(0, count * length), count, length };
  const { shift, broadcast } = keyFlow(await readAttention(model, parameters, sequences), batch.keyPositions);
  return { shift: decimal(shift), broadcast: decimal(broadcast) };
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
