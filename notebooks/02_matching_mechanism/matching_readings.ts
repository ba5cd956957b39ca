/** Scores and matrices of matching, read from a network's weights. */
import type { ChainTask } from "../../lib/sequences/chains/mod.ts";
import type { ChainModel } from "../../lib/sequences/chains/training/mod.ts";
import { kernelIdentityDistance, kernelMatrix, kernelScore } from "../../lib/interpret/matching/mod.ts";
import { type MatchingLayer, matchingMatrix, type MatchingPath } from "../../lib/interpret/matching/mod.ts";
import { matchingScore, normalizedRows, softmaxRows } from "../../lib/interpret/matching/mod.ts";
import { matchingLayers } from "../../lib/interpret/model/matching_layers.ts";
import { matrixProduct } from "../../lib/linalg/matrix_product.ts";
import { selectRows } from "../../lib/interpret/measures/select_rows.ts";
import { transposed } from "../../lib/linalg/transposed.ts";
import { parametersByName } from "../../lib/nn/mod.ts";
import { generator, normalArray, permutation } from "../../lib/random/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";

/** Draws of random rows over which a score is averaged. */
const DRAWS = 5;

/** Scores of the matching layers, layer 2 first. */
export interface MatchingReadings {
  /** MS over the trained items. */
  matching: number[];
  /** KS of the kernels. */
  kernel: number[];
}

/** Readings taken once, after training. */
export interface FinalReadings extends MatchingReadings {
  /** MS over as many Gaussian rows as there are items. */
  gaussian: number[];
  /** MS over the items with the rows of W^{vo(1)} shuffled. */
  shuffled: number[];
  /** KS of W^{qk(2)} and W^{vo(1)} alone. */
  single: { qk: number; vo: number };
  /** ‖Ker/d̄ − 1‖ of the kernels. */
  identityDistance: number[];
}

/** Embeddings of the trained items, as a layer norm gives them. */
export function itemRows(model: ChainModel, parameters: Float64Array, task: ChainTask): Float64Array {
  const { "tokens.table": table } = parametersByName(parameters, model.parameters);
  const { from, to } = task.items, width = table.length / task.vocabulary;
  const tokens = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return normalizedRows(selectRows(table, width, tokens), width);
}

/** Rows of normal numbers, as a layer norm gives them. */
function gaussianRows(count: number, width: number, seed: number): Float64Array {
  return normalizedRows(normalArray(generator(seed, "gaussian rows"), count * width, 0, 1), width);
}

/** The ways of matching, layer 2 first: layer 2 reads the query itself, layer l what layer l − 1 wrote. */
function matchingPaths(layers: readonly MatchingLayer[]): MatchingPath[] {
  const written = layers[0].valueOutput;
  return layers.slice(1).map(({ heads: [head] }, i) =>
    i === 0 ? { head, written } : { head, written, held: layers[i].valueOutput }
  );
}

/** A network, and the task it was trained on. */
interface TrainedChain {
  model: ChainModel;
  parameters: Float64Array;
  task: ChainTask;
}

/** Layers and ways of matching of a network, and the rows of its items. */
function partsOf({ model, parameters, task }: TrainedChain) {
  const layers = matchingLayers(model, parameters), paths = matchingPaths(layers), { width } = paths[0].head;
  const rows = itemRows(model, parameters, task);
  return { layers, paths, width, rows, count: rows.length / width };
}

function scoresOver(rows: Float64Array, paths: readonly MatchingPath[]): number[] {
  return paths.map((path) => {
    const matrix = matchingMatrix(rows, path);
    return matchingScore(matrix, Math.round(Math.sqrt(matrix.length)));
  });
}

/** Matching and kernel scores of a network. */
export function matchingReadings(trained: TrainedChain): MatchingReadings {
  const { paths, width, rows } = partsOf(trained);
  return {
    matching: rounded(scoresOver(rows, paths)),
    kernel: rounded(paths.map((path) => kernelScore(kernelMatrix(path), width))),
  };
}

/** The scores with those of random rows, of shuffled weights and of single matrices. */
export function finalReadings(trained: TrainedChain, seed: number): FinalReadings {
  const { layers, paths, width, rows, count } = partsOf(trained);
  const random = Array.from(
    { length: DRAWS },
    (_, draw) => scoresOver(gaussianRows(count, width, seed * DRAWS + draw), paths),
  );
  const order = permutation(generator(seed, "shuffled rows"), width);
  const written = selectRows(paths[0].written, width, order);
  return {
    ...matchingReadings(trained),
    gaussian: rounded(paths.map((_, k) => mean(random.map((scores) => scores[k])))),
    shuffled: rounded(scoresOver(rows, paths.map((path) => ({ ...path, written })))),
    single: {
      qk: kernelScore(queryKeyMatrix(layers[1]), width),
      vo: kernelScore(layers[0].valueOutput, width),
    },
    identityDistance: rounded(paths.map((path) => kernelIdentityDistance(kernelMatrix(path), width))),
  };
}

/** W^{qk} = W^Q W^{K⊤} of a layer, `[width, width]`. */
function queryKeyMatrix({ heads: [{ query, key, keyWidth }] }: MatchingLayer): Float64Array {
  return matrixProduct(query, transposed(key, keyWidth), keyWidth);
}

/** Matrices for the pictures, rounded. */
export interface MatchingPictures {
  /** softmax(h) over the trained items and over Gaussian rows, by matching layer; `[n][n]`. */
  items: number[][][];
  gaussian: number[][][];
  /** Kernels by matching layer, and W^{qk(2)} and W^{vo(1)}; `[width][width]`. */
  kernels: number[][][];
  qk: number[][];
  vo: number[][];
}

/** The matrices of a network. */
export function matchingPictures(trained: TrainedChain, seed: number): MatchingPictures {
  const { layers, paths, width, rows, count } = partsOf(trained);
  const shares = (rows: Float64Array) =>
    paths.map((path) => matrixOf(softmaxRows(matchingMatrix(rows, path), count), count));
  return {
    items: shares(rows),
    gaussian: shares(gaussianRows(count, width, seed)),
    kernels: paths.map((path) => matrixOf(kernelMatrix(path), width)),
    qk: matrixOf(queryKeyMatrix(layers[1]), width),
    vo: matrixOf(layers[0].valueOutput, width),
  };
}

function matrixOf(values: ArrayLike<number>, columns: number): number[][] {
  const flat = Array.from(values, (value) => Number(value.toFixed(3)));
  return Array.from({ length: flat.length / columns }, (_, i) => flat.slice(i * columns, (i + 1) * columns));
}
