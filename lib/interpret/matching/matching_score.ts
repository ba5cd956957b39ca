/** How well tokens find themselves through a matching head. */
import { requireInteger, requireSquare } from "../../checks.ts";
import { matchingMatrix } from "./matching_matrix.ts";
import type { QueryKeyHead } from "../measures/query_key_head.ts";
import { softmaxRows } from "./softmax_rows.ts";

/**
 * MS = tr(softmax_row(h))/n in [0, 1], 1/n by chance (paper 02, section 2 [memory, form confirmed by a review]).
 *
 * @param matrix h of {@linkcode matchingMatrix}, `[n, n]`
 * @param n number of tokens, 2 or more
 * @throws {RangeError} for another number of entries, or one that is not finite
 */
export function matchingScore(matrix: ArrayLike<number>, n: number): number {
  requireInteger("matchingScore", "the number of tokens", n, 2, Infinity);
  requireSquare("matchingScore", "the matching matrix", matrix, n);
  const shares = softmaxRows(matrix, n);
  let trace = 0;
  for (let i = 0; i < n; i++) trace += shares[i * (n + 1)];
  return trace / n;
}

/** The matrices of a layer that matching uses. */
export interface MatchingLayer {
  /** W^Q and W^K of each head; those of the first layer are not used. */
  readonly heads: readonly QueryKeyHead[];
  /** W^{vo} of all heads together, `[width, width]`, see {@linkcode valueOutputMatrix}; not used of the last layer. */
  readonly valueOutput: ArrayLike<number>;
}

/** The matching score of one head of one layer. */
export interface HeadMatchingScore {
  /** Number of the layer, from 1; the paper's layer l is layer l + 1 here. */
  readonly layer: number;
  /** From 0. */
  readonly head: number;
  readonly score: number;
}

/**
 * The matching score of each head from layer 2 on: layer 1 shifts, layer 2 reads the query's own embedding, and layer l
 * what layer l − 1 wrote.
 *
 * @param rows X, n vectors, row-major
 * @param layers the network's, from layer 1; two or more
 * @throws {RangeError} for fewer than two layers, or what {@linkcode matchingMatrix} rejects
 */
export function matchingScores(
  rows: ArrayLike<number>,
  layers: readonly MatchingLayer[],
): HeadMatchingScore[] {
  requireLayers("matchingScores", layers);
  return layers.slice(1).flatMap(({ heads }, i) =>
    heads.map((head, index) => ({
      layer: i + 2,
      head: index,
      score: scoreThrough(rows, layers, head, i === 0 ? 0 : i + 1),
    }))
  );
}

/** Score for reading in one layer what the last token got in another. */
export interface BufferReadout {
  /** Layer that reads, from 2. */
  readonly layer: number;
  /** Head that reads, from 0. */
  readonly head: number;
  /** Layer that wrote what is read, from 2; 0 for the query's own embedding. */
  readonly buffer: number;
  readonly score: number;
}

/**
 * R_{lj}: the matching score of W^{vo(j)} W^{qk(l)} W^{vo(0)⊤} for all j < l; reading is selective if R_{l,l−1} is far
 * above the others (paper 02, section 2, a proposal).
 *
 * @param rows X, n vectors, row-major
 * @param layers the network's, from layer 1; two or more
 * @returns scores ordered by reading layer, head and buffer, the query's own embedding first
 * @throws {RangeError} as {@linkcode matchingScores}
 */
export function bufferReadout(rows: ArrayLike<number>, layers: readonly MatchingLayer[]): BufferReadout[] {
  requireLayers("bufferReadout", layers);
  return layers.slice(1).flatMap(({ heads }, i) =>
    heads.flatMap((head, index) =>
      [0, ...Array.from({ length: i }, (_, j) => j + 2)].map((buffer) => ({
        layer: i + 2,
        head: index,
        buffer,
        score: scoreThrough(rows, layers, head, buffer),
      }))
    )
  );
}

function scoreThrough(
  rows: ArrayLike<number>,
  layers: readonly MatchingLayer[],
  head: QueryKeyHead,
  buffer: number,
): number {
  const written = layers[0].valueOutput;
  const path = buffer === 0 ? { head, written } : { head, written, held: layers[buffer - 1].valueOutput };
  return matchingScore(matchingMatrix(rows, path), rows.length / head.width);
}

function requireLayers(where: string, layers: readonly MatchingLayer[]): void {
  requireInteger(where, "the number of layers", layers.length, 2, Infinity);
}
