/** C3 and B1: attention of the trained decoder, and how its answers change when edges are cut. */
import { type AnchorBatch, identityTask, lastTokenAccuracy } from "../../lib/sequences/anchors/mod.ts";
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import {
  type AttentionEdge,
  attentionWeight,
  keepEdges,
  knockOutEdges,
  readAttention,
} from "../../lib/interpret/mod.ts";
import type { Hooks, Model } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { ONE_ANCHOR, SENTENCE, SMALL_DECODER, testSentences, trainAndRead } from "./training.ts";

/** What is cut or kept. */
export type Cut = keyof Awaited<ReturnType<typeof accuracyByCut>>;

/** One network. */
export interface KnockOutRun {
  steps: number[];
  test: number[];
  attentionSteps: number[];
  /** Mean over test sentences of A⁽²⁾ from the last position to the key. */
  broadcast: number[];
  /** Mean of A⁽¹⁾ from the key to the anchor before it. */
  shift: number[];
  /** Maps of the sentence `[step][layer]`, row-major; the second layer has a query at the last position only. */
  maps: number[][][];
  /** Accuracy on test sentences whose key is not the last token. */
  accuracy: Record<Cut, number>;
}

/** Edges that are cut or kept in one sentence, by its key's position. */
export function edgesOfSentence(keyPosition: number, length: number, random: (below: number) => number) {
  const last = length - 1, positions = Array.from({ length }, (_, position) => position);
  const others = positions.filter((key) => key !== keyPosition);
  const selves = positions.map((position): AttentionEdge => ({ layer: 1, query: position, key: position }));
  const shift: AttentionEdge = { layer: 1, query: keyPosition, key: keyPosition - 1 };
  const broadcast: AttentionEdge = { layer: 2, query: last, key: keyPosition };
  const elsewhere: AttentionEdge = { layer: 2, query: last, key: others[random(others.length)] };
  return {
    shift,
    broadcast,
    elsewhere,
    selves,
    restSelves: selves.filter(({ query }) => query !== keyPosition),
  };
}

/** Rows of a batch that satisfy a condition. */
export function rowsWhere(batch: AnchorBatch, holds: (row: number) => boolean): AnchorBatch {
  const kept = Array.from({ length: batch.rows }, (_, row) => row).filter(holds);
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

/** Accuracy with every set of cuts, on the same sentences. */
async function accuracyByCut(model: Model, parameters: Float64Array, batch: AnchorBatch, seed: number) {
  const source = generator(seed, "random edges");
  const edges = Array.from(
    batch.keyPositions,
    (position) => edgesOfSentence(position, batch.length, (below) => source.integer(below)),
  );
  const accuracy = async (hooks?: Hooks) =>
    lastTokenAccuracy(await predict(model, parameters, batch, hooks), batch.labels);
  const without = (name: "broadcast" | "shift" | "elsewhere") =>
    accuracy(knockOutEdges(edges.map((edge) => [edge[name]])));
  const withOnly = (kept: (edge: typeof edges[number]) => AttentionEdge[]) =>
    accuracy(keepEdges(edges.map(kept)));
  return {
    "nothing": await accuracy(),
    "broadcast cut": await without("broadcast"),
    "shift cut": await without("shift"),
    "random edge cut": await without("elsewhere"),
    "two edges only": await withOnly(({ shift, broadcast, restSelves }) => [shift, broadcast, ...restSelves]),
    "broadcast only": await withOnly(({ broadcast, selves }) => [broadcast, ...selves]),
    "two random edges only": await withOnly((one) => [one.elsewhere, one.shift, ...one.restSelves]),
  };
}

const common = { ...ONE_ANCHOR, rows: 2000, readEvery: 50, sentence: SENTENCE };

export default experiment({
  at: import.meta,
  revision: 1,
  settings: { ...common, steps: 2000, attentionAt: [0, 100, 150, 200, 250, 300, 400, 600, 1000, 2000] },
  seeds: [0, 1, 2, 3, 4],
  quick: {
    settings: { ...common, steps: 500, attentionAt: [0, 100, 150, 200, 250, 300, 400, 500] },
    seeds: [0, 1, 2],
  },
  steps: ({ steps }) => steps,
  async run(settings, seed, context): Promise<KnockOutRun> {
    const { rows, steps, schedule, vocabulary, testRows, readEvery, attentionAt, sentence } = settings;
    const task = identityTask({ vocabulary }), test = testSentences(task, testRows, seed);
    const training = { ...schedule, network: SMALL_DECODER, rows, steps };
    const options = { task, training, sets: { test }, readEvery, snapshotAt: attentionAt };
    const record = await trainAndRead({ ...options, seed, context, part: "decoder" });
    const { length } = task, last = length - 1, { model } = record;
    // If the key is the last token, the residual stream carries it without any attention.
    const before = rowsWhere(test, (row) => test.keyPositions[row] < last);
    const sequences = { tokens: before.tokens, count: before.rows, length };
    const broadcast: number[] = [], shift: number[] = [], maps: number[][][] = [];
    for (const { values } of record.snapshots) {
      const parameters = Float64Array.from(values.parameters);
      const attention = await readAttention(model, parameters, sequences);
      const average = (layer: number, query: (key: number) => number, from: (key: number) => number) =>
        mean(attention.map((layers, row) => {
          const key = before.keyPositions[row];
          return attentionWeight(layers[layer][0], query(key), from(key));
        }));
      broadcast.push(average(1, () => last, (key) => key));
      shift.push(average(0, (key) => key, (key) => key - 1));
      const [shown] = await readAttention(model, parameters, { tokens: sentence, count: 1, length });
      maps.push(shown.map(([map]) => rounded(map.weights)));
    }
    return {
      steps: record.steps,
      test: rounded(record.curves["test/accuracy"]),
      attentionSteps: record.snapshots.map(({ step }) => step),
      broadcast: rounded(broadcast),
      shift: rounded(shift),
      maps,
      accuracy: await accuracyByCut(model, record.parameters, before, seed),
    };
  },
});
