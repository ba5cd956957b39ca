/** Where a trained network looks, and how its answers change when edges are cut. */
import { predict } from "../../lib/sequences/anchors/training/mod.ts";
import type { ChainBatch, ChainTask } from "../../lib/sequences/chains/mod.ts";
import type { ChainModel } from "../../lib/sequences/chains/training/mod.ts";
import { type AttentionEdge, attentionWeight, readAttention } from "../../lib/interpret/mod.ts";
import { keepEdges, knockOutEdges } from "../../lib/interpret/mod.ts";
import type { Hooks } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { watchedBatch } from "./chain_training.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Attention and ablations on held-out sequences; layers are counted from 1. */
export interface Mechanism {
  /** Mean attention, in layer 1, from a link's target to its source. */
  shift: number;
  /** Mean attention from the last token to the target of the (l − 1)-th link on the way, in layers l = 2, 3, …. */
  matching: number[];
  /** The same to the target of a link drawn at random among the others. */
  elsewhere: number[];
  accuracy: {
    whole: number;
    /** Without the edge of layer l = 2, 3, … to the target that it has to find. */
    withoutMatch: number[];
    /** Without an edge of the same layer to another link's target. */
    withoutOther: number[];
    /** Without the shift of the links on the way. */
    withoutShift: number;
    /** With shift and matching alone: all other positions see themselves only. */
    mechanismOnly: number;
    /** The same with a wrong link in the last layer. */
    wrongLinkOnly: number;
    /** The links on the way and the last token have only these edges; all other positions stay whole. */
    wayOnly: number;
    /** The same with a wrong link in the last layer. */
    wrongWayOnly: number;
  };
}

/** Fraction of right answers, with hooks that may differ from sequence to sequence. */
export async function accuracyWith(
  model: ChainModel,
  parameters: Float64Array,
  batch: ChainBatch,
  hooks?: Hooks,
): Promise<number> {
  const predictions = await predict(model, parameters, batch, hooks);
  return mean(Array.from(predictions, (token, row) => token === batch.labels[row] ? 1 : 0));
}

/** For each sequence and each step on the way, the target position of a link that is not that step's. */
export function otherTargets(batch: ChainBatch, links: number, seed: number): number[][] {
  const stream = generator(seed, "other links");
  return Array.from({ length: batch.rows }, (_, row) =>
    Array.from({ length: batch.steps[row] }, (_, j) => {
      const right = batch.path[row * batch.mostSteps + j] / 2;
      return 2 * ((right + 1 + stream.integer(links - 1)) % links) + 1;
    }));
}

/**
 * Reads a network whose layer l = 2 … k + 1 has to find the (l − 1)-th link on the way.
 *
 * @param rows held-out sequences, 1000 at most, since each has its own edges
 */
export async function mechanism(
  model: ChainModel,
  parameters: Float64Array,
  task: ChainTask,
  seed: number,
  rows: number,
): Promise<Mechanism> {
  const batch = watchedBatch(task, "test", seed, rows), { length, mostSteps } = batch;
  const links = (length - 1) / 2, last = length - 1, steps = task.steps[0];
  const maps = await readAttention(model, parameters, { tokens: batch.tokens, count: rows, length });
  const others = otherTargets(batch, links, seed);
  const target = (row: number, j: number) => batch.path[row * mostSteps + j] + 1;
  const each = Array.from({ length: rows }, (_, row) => row),
    ways = Array.from({ length: steps }, (_, j) => j);
  const edgesOf = (edges: (row: number) => AttentionEdge[]) => each.map(edges);
  const from = (key: number, j: number): AttentionEdge => ({ layer: j + 2, query: last, key });
  const toTarget = (row: number, j: number) => from(target(row, j), j);
  const toOther = (row: number, j: number) => from(others[row][j], j);
  const accuracy = (hooks?: Hooks) => accuracyWith(model, parameters, batch, hooks);
  const cut = (edges: (row: number) => AttentionEdge[]) => accuracy(knockOutEdges(edgesOf(edges)));

  const shiftEdges = Array.from({ length: links }, (_, i) => ({ layer: 1, query: 2 * i + 1, key: 2 * i }));
  const still = Array.from({ length }, (_, position) => position);
  const circuit = (found: (row: number, j: number) => AttentionEdge) => (row: number): AttentionEdge[] => [
    ...shiftEdges,
    ...still.filter((position) => position === last || position % 2 === 0)
      .map((position) => ({ layer: 1, query: position, key: position })),
    ...ways.slice(0, -1).flatMap((j) =>
      still.slice(0, last).map((position) => ({ layer: j + 2, query: position, key: position }))
    ),
    ...ways.map((j) => j === steps - 1 ? found(row, j) : toTarget(row, j)),
  ];

  const shiftOfWay = (row: number) =>
    ways.map((j) => ({ layer: 1, query: target(row, j), key: target(row, j) - 1 }));
  const way = (found: (row: number, j: number) => AttentionEdge) => (row: number): AttentionEdge[] => [
    ...shiftOfWay(row),
    ...ways.map((j) => j === steps - 1 ? found(row, j) : toTarget(row, j)),
  ];

  const weight = (of: (row: number, j: number) => number) =>
    rounded(ways.map((j) => mean(each.map((row) => attentionWeight(maps[row][j + 1][0], last, of(row, j))))));
  const perStep = (edge: (row: number, j: number) => AttentionEdge) =>
    Array.fromAsync(ways, (j) => cut((row) => [edge(row, j)]));
  return {
    shift: mean(
      each.flatMap((row) => shiftEdges.map(({ query, key }) => attentionWeight(maps[row][0][0], query, key))),
    ),
    matching: weight(target),
    elsewhere: weight((row, j) => others[row][j]),
    accuracy: {
      whole: await accuracy(),
      withoutMatch: await perStep(toTarget),
      withoutOther: await perStep(toOther),
      withoutShift: await cut(shiftOfWay),
      mechanismOnly: await accuracy(keepEdges(edgesOf(circuit(toTarget)))),
      wrongLinkOnly: await accuracy(keepEdges(edgesOf(circuit(toOther)))),
      wayOnly: await accuracy(keepEdges(edgesOf(way(toTarget)))),
      wrongWayOnly: await accuracy(keepEdges(edgesOf(way(toOther)))),
    },
  };
}
