/**
 * Kernel and matching matrix of a network's layer, by the layer's number. Loads no engine.
 *
 * @module
 */
import { requireInteger } from "../../checks.ts";
import { matchingMatrix } from "./matching_matrix.ts";
import { kernelMatrix, type MatchingPath } from "./matching_path.ts";
import type { MatchingLayer } from "./matching_score.ts";

/**
 * What a layer matches with: layer 1 shifts, layer 2 reads the query's own embedding, and layer l what layer l − 1 wrote
 * (paper 02, section 2).
 *
 * @param layers the network's L layers, from layer 1
 * @param layer number of the layer, 2 … L; the paper's layer l is layer l + 1 here
 * @param head from 0; the first by default
 * @throws {RangeError} for fewer than two layers, a layer outside 2 … L or a head that it has not
 */
export function layerPath(layers: readonly MatchingLayer[], layer: number, head = 0): MatchingPath {
  return checkedLayerPath("layerPath", layers, layer, head);
}

/**
 * The kernel of a layer: W^{qk(2)} W^{vo(1)⊤} for layer 2 and W^{vo(l−1)} W^{qk(l)} W^{vo(1)⊤} for layer l from 3 on,
 * layers from 1; see {@linkcode kernelMatrix}.
 *
 * ```ts
 * import { layerKernel } from "@paper-notebooks/lib/interpret/matching/layers";
 * const one = { query: Float64Array.of(2), key: Float64Array.of(3), width: 1, keyWidth: 1 };
 * const layers = [5, 7, 11].map((written) => ({ heads: [one], valueOutput: [written] }));
 * if (layerKernel(layers, 2)[0] !== 2 * 3 * 5 || layerKernel(layers, 3)[0] !== 7 * 2 * 3 * 5) throw new Error();
 * ```
 *
 * @param layers the network's L layers, from layer 1
 * @param layer 2 … L
 * @param head from 0; the first by default
 * @returns `[width, width]`, row-major
 * @throws {RangeError} as {@linkcode layerPath} and {@linkcode kernelMatrix}
 */
export function layerKernel(layers: readonly MatchingLayer[], layer: number, head = 0): Float64Array {
  return kernelMatrix(checkedLayerPath("layerKernel", layers, layer, head));
}

/**
 * The matching matrix of a layer over rows, see {@linkcode matchingMatrix}.
 *
 * @param rows X, n vectors of the network's width, row-major
 * @param layers the network's L layers, from layer 1
 * @param layer 2 … L
 * @param head from 0; the first by default
 * @returns `[n, n]`, row-major, row = the token held, column = the source of a link
 * @throws {RangeError} as {@linkcode layerPath} and {@linkcode matchingMatrix}
 */
export function layerMatching(
  rows: ArrayLike<number>,
  layers: readonly MatchingLayer[],
  layer: number,
  head = 0,
): Float64Array {
  return matchingMatrix(rows, checkedLayerPath("layerMatching", layers, layer, head));
}

function checkedLayerPath(
  where: string,
  layers: readonly MatchingLayer[],
  layer: number,
  head: number,
): MatchingPath {
  requireInteger(where, "the number of layers", layers.length, 2, Infinity);
  requireInteger(where, "the layer", layer, 2, layers.length);
  const { heads } = layers[layer - 1];
  requireInteger(where, `the head of layer ${layer}`, head, 0, heads.length - 1);
  const path = { head: heads[head], written: layers[0].valueOutput };
  return layer === 2 ? path : { ...path, held: layers[layer - 2].valueOutput };
}
