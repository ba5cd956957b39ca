/** Inside a trained network: attention, the order in which key and anchors are joined, fused vectors. */
import { keySequence, type KeyTask, SINGLE_OFFSETS } from "../../lib/sequences/anchors/mod.ts";
import * as interpret from "../../lib/interpret/mod.ts";
import { partnerNeighbours } from "../../lib/interpret/measures/partner_neighbours.ts";
import { cosineSimilarity, principalComponents } from "../../lib/linalg/mod.ts";
import type { Model } from "../../lib/nn/mod.ts";
import { generator, permutation } from "../../lib/random/mod.ts";
import { mean, spearman } from "../../lib/stats/mod.ts";
import { HELD_OUT } from "./composite_training.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Position of the key in these sequences, where its anchors are neither first nor last. */
export const START = 2;
/** Key of the paper's pictures of the flow. */
export const SHOWN_KEY = 99;
/** Keys of the paper's cosine maps. */
export const MAP_KEYS = Array.from({ length: 11 }, (_, i) => 30 + i);

type Pair = readonly [number, number];

function sequences(task: KeyTask, pair: Pair, keys: readonly number[], seed: number) {
  const noise = generator(seed, `looked at ${pair}`);
  const tokens = keys.flatMap((key) => [...keySequence(task, { anchors: pair, key, start: START }, noise)]);
  return { tokens, count: keys.length, length: task.length };
}

/** Attention on (4, 3). */
export interface Fusion {
  /** Order score O: mean over 40 keys. */
  order: number;
  /**
   * Attention of both layers on one sequence with key 99, `[layer][query][key]`; layer 2 has a query at the last
   * position.
   */
  attention: number[][][];
}

/** Which of key and anchors a network joins first. */
export async function fusion(
  model: Model,
  parameters: Float64Array,
  task: KeyTask,
  seed: number,
): Promise<Fusion> {
  const keys = Array.from({ length: 40 }, (_, i) => SHOWN_KEY - 2 * i);
  const maps = await interpret.readAttention(model, parameters, sequences(task, HELD_OUT, keys, seed));
  const positions = { key: START, anchors: [START + 1, START + 2] as [number, number] };
  return {
    order: mean(maps.map(([first, second]) => interpret.orderScore(first[0], second[0], positions))),
    attention: maps[0].map(([{ weights, keys, queries }]) =>
      Array.from({ length: queries }, (_, i) => rounded(weights.subarray(i * keys, (i + 1) * keys)))
    ),
  };
}

/** A cosine map of fused vectors, `[row key][column key]`. */
export interface FusedMap {
  rows: Pair;
  columns: Pair;
  cosines: number[][];
}

/** Answer to a key by the rule of a pair's anchors alone. */
export function composed([first, second]: Pair, key: number): number {
  return key + SINGLE_OFFSETS[first] + SINGLE_OFFSETS[second];
}

/** Alignment of two pairs' fused vectors, by whether their answers to the keys are equal. */
export interface Alignment {
  /** Mean cosine of equal targets minus that of others, mean over both maps. */
  gap: number;
  /** The same with targets in random order, mean over 20 orders. */
  permuted: number;
  maps: FusedMap[];
}

/** The paper's two maps: (3, 3) against (2, 2), and (1, 2) against (1, 3). */
const MAPS: readonly (readonly [Pair, Pair])[] = [[[3, 3], [2, 2]], [[1, 2], [1, 3]]];
const PERMUTATIONS = 20;

/** Whether equal answers have parallel vectors at the last position of X^{ao(2)}. */
export async function alignment(
  model: Model,
  parameters: Float64Array,
  task: KeyTask,
  seed: number,
): Promise<Alignment> {
  const source = generator(seed, "permuted targets"), gaps: number[] = [], permuted: number[] = [];
  const maps: FusedMap[] = [];
  for (const [rows, columns] of MAPS) {
    const vectors = async (pair: Pair) =>
      await interpret.fusedVectors(model, parameters, sequences(task, pair, MAP_KEYS, seed));
    const left = await vectors(rows), right = await vectors(columns);
    const cosines = cosineSimilarity(left.rows, right.rows, left.columns);
    const [ofRows, ofColumns] = [rows, columns].map((pair) => MAP_KEYS.map((key) => composed(pair, key)));
    gaps.push(interpret.sameTargetAlignment(cosines, ofRows, ofColumns));
    for (let k = 0; k < PERMUTATIONS; k++) {
      const shuffled = Array.from(permutation(source, ofColumns.length), (i) => ofColumns[i]);
      permuted.push(interpret.sameTargetAlignment(cosines, ofRows, shuffled));
    }
    const n = MAP_KEYS.length;
    maps.push({
      rows,
      columns,
      cosines: MAP_KEYS.map((_, i) =>
        Array.from(cosines.subarray(i * n, (i + 1) * n), (v) => Number(v.toFixed(3)))
      ),
    });
  }
  return { gap: mean(gaps), permuted: mean(permuted), maps };
}

/** The last position after the attention of layer 1. */
export interface FirstLayerMap {
  /** Pair of each point, and its two principal components. */
  pairs: string[];
  scores: number[][];
  explained: number[];
  /** Fraction of points whose nearest neighbour of another pair belongs to the mirrored pair; a_1 ≠ a_2 only. */
  mirroredNeighbours: number;
}

/** The mirrored pair of "a,b". */
const mirrored = (pair: string) => pair.split(",").reverse().join(",");

const POINT_KEYS = Array.from({ length: 16 }, (_, i) => 22 + 5 * i);

/** How the sequences lie at the last position of X^{ao(1)}. */
export async function firstLayerMap(
  model: Model,
  parameters: Float64Array,
  task: KeyTask,
  seed: number,
): Promise<FirstLayerMap> {
  const pairs = task.mappings.map(({ anchors }) => anchors as Pair);
  const all = pairs.map((pair) => sequences(task, pair, POINT_KEYS, seed));
  const count = pairs.length * POINT_KEYS.length,
    names = pairs.flatMap((pair) => POINT_KEYS.map(() => `${pair}`));
  const tokens = all.flatMap((of) => of.tokens), sentences = { tokens, count, length: task.length };
  const { rows, columns: width } = await interpret.fusedVectors(model, parameters, sentences, { layer: 1 });
  const { scores, explained } = principalComponents(rows, width, 2);
  return {
    pairs: names,
    scores: names.map((_, i) => rounded(scores.subarray(2 * i, 2 * i + 2))),
    explained: rounded(explained),
    mirroredNeighbours: partnerNeighbours(rows, width, names, mirrored),
  };
}

/**
 * C7: rank correlation of a map's cosines with how near the two answers are, whatever the size of the cosines: 1 where
 * nearer answers are always more parallel.
 */
export function nearnessOrder({ rows, columns, cosines }: FusedMap): number {
  const nearness = MAP_KEYS.flatMap((row) =>
    MAP_KEYS.map((column) => -Math.abs(composed(rows, row) - composed(columns, column)))
  );
  return spearman(nearness, cosines.flat());
}
