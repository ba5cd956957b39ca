/** C3 and B1: attention of the trained decoder, and what is left of its answers when edges are cut. */
import { type AnchorBatch, identityTask, lastTokenAccuracy } from "../../lib/sequences/anchors/mod.ts";
import { predict, trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
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
import { everySteps, type RunContext } from "../../lib/train/mod.ts";
import {
  rowsWhere,
  SCHEDULE,
  type Schedule,
  SMALL_DECODER,
  testSentences,
  VOCABULARY,
} from "./one_anchor_training.ts";
import { rounded } from "./rounded.ts";

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface KnockOutSettings {
  rows: number;
  steps: number;
  schedule: Schedule;
  vocabulary: number;
  testRows: number;
  readEvery: number;
  /** Attention is read at these steps. */
  attentionAt: number[];
  /** The sentence whose maps are kept; the paper's. */
  sentence: number[];
}

/** What is cut or kept. */
export type Cut =
  | "nothing"
  | "broadcast cut"
  | "shift cut"
  | "random edge cut"
  | "two edges only"
  | "broadcast only"
  | "two random edges only";

/** One network. */
export interface KnockOutRun {
  steps: number[];
  test: number[];
  attentionSteps: number[];
  /** Mean over test sentences of A⁽²⁾ from the last position to the key. */
  broadcast: number[];
  /** Mean of A⁽¹⁾ from the key to the anchor before it. */
  shift: number[];
  /** Maps of the sentence `[step][layer]`, row-major; the second layer asks at the last position only. */
  maps: number[][][];
  /** Accuracy on test sentences whose key is not the last token. */
  accuracy: Record<Cut, number>;
}

/** Edges that are cut or kept in one sentence, by its key's position. */
export function edgesOfSentence(keyPosition: number, length: number, random: (below: number) => number) {
  const last = length - 1, anchor = keyPosition - 1;
  const shift: AttentionEdge = { layer: 1, query: keyPosition, key: anchor };
  const broadcast: AttentionEdge = { layer: 2, query: last, key: keyPosition };
  const others = Array.from({ length }, (_, key) => key).filter((key) => key !== keyPosition);
  const elsewhere: AttentionEdge = { layer: 2, query: last, key: others[random(others.length)] };
  const selves = Array.from(
    { length },
    (_, position): AttentionEdge => ({ layer: 1, query: position, key: position }),
  );
  const restSelves = selves.filter(({ query }) => query !== keyPosition);
  return { shift, broadcast, elsewhere, selves, restSelves };
}

/** Accuracy with every set of cuts, on the same sentences. */
export async function accuracyByCut(
  model: Model,
  parameters: Float64Array,
  batch: AnchorBatch,
  seed: number,
): Promise<Record<Cut, number>> {
  const source = generator(seed, "random edges");
  const edges = Array.from(
    batch.keyPositions,
    (position) => edgesOfSentence(position, batch.length, (below) => source.integer(below)),
  );
  const accuracy = async (hooks?: Hooks) =>
    lastTokenAccuracy(await predict(model, parameters, batch, hooks), batch.labels);
  return {
    "nothing": await accuracy(),
    "broadcast cut": await accuracy(knockOutEdges(edges.map(({ broadcast }) => [broadcast]))),
    "shift cut": await accuracy(knockOutEdges(edges.map(({ shift }) => [shift]))),
    "random edge cut": await accuracy(knockOutEdges(edges.map(({ elsewhere }) => [elsewhere]))),
    "two edges only": await accuracy(
      keepEdges(edges.map(({ shift, broadcast, restSelves }) => [shift, broadcast, ...restSelves])),
    ),
    "broadcast only": await accuracy(
      keepEdges(edges.map(({ broadcast, selves }) => [broadcast, ...selves])),
    ),
    "two random edges only": await accuracy(
      keepEdges(edges.map(({ elsewhere, shift, restSelves }) => [elsewhere, shift, ...restSelves])),
    ),
  };
}

/** Train, read the attention over the steps, then cut. */
export async function trainAndCut(
  settings: KnockOutSettings,
  seed: number,
  context: RunContext,
): Promise<KnockOutRun> {
  const { rows, steps, schedule, vocabulary, testRows, readEvery, attentionAt, sentence } = settings;
  const task = identityTask({ vocabulary }), test = testSentences(task, testRows, seed);
  const record = await trainOnTask({
    task,
    training: { ...schedule, network: SMALL_DECODER, rows, steps },
    seed,
    sets: { test },
    observeAt: everySteps(readEvery, steps),
    snapshotAt: attentionAt,
    context,
    part: "decoder",
  });
  const last = task.length - 1, { model } = record;
  // Where the key is the last token, the residual stream carries it without any attention.
  const before = rowsWhere(test, (row) => test.keyPositions[row] < last);
  const sequences = { tokens: before.tokens, count: before.rows, length: task.length };
  const broadcast: number[] = [], shift: number[] = [], maps: number[][][] = [];
  for (const { values } of record.snapshots) {
    const parameters = Float64Array.from(values.parameters);
    const attention = await readAttention(model, parameters, sequences);
    const average = (layer: number, query: (row: number) => number, key: (row: number) => number) =>
      mean(attention.map((layers, row) => attentionWeight(layers[layer][0], query(row), key(row))));
    const keyOf = (row: number) => before.keyPositions[row];
    broadcast.push(average(1, () => last, keyOf));
    shift.push(average(0, keyOf, (row) => keyOf(row) - 1));
    const [shown] = await readAttention(model, parameters, {
      tokens: sentence,
      count: 1,
      length: task.length,
    });
    maps.push(shown.map(([map]) => rounded(map.weights)));
  }
  return {
    steps: Array.from(record.steps),
    test: rounded(record.curves["test/accuracy"]),
    attentionSteps: record.snapshots.map(({ step }) => step),
    broadcast: rounded(broadcast),
    shift: rounded(shift),
    maps,
    accuracy: await accuracyByCut(model, record.parameters, before, seed),
  };
}

const common = {
  rows: 2000,
  schedule: SCHEDULE,
  vocabulary: VOCABULARY,
  testRows: 500,
  sentence: [25, 36, 50, 67, 3, 44, 43, 92, 87],
};
const full: KnockOutSettings = {
  ...common,
  steps: 2000,
  readEvery: 50,
  attentionAt: [0, 100, 150, 200, 250, 300, 400, 600, 1000, 2000],
};
const quick: KnockOutSettings = {
  ...common,
  steps: 500,
  readEvery: 50,
  attentionAt: [0, 100, 150, 200, 250, 300, 400, 500],
};

export default experiment<KnockOutSettings, KnockOutRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: { settings: quick, seeds: [0, 1, 2] },
  steps: ({ steps }) => steps,
  run: trainAndCut,
});
