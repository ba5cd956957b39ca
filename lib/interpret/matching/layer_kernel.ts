/**
 * The kernel of a network's layer, by the layer's number. Loads no engine.
 *
 * @module
 */
import { requireInteger } from "../../checks.ts";
import { kernelMatrix } from "./matching_path.ts";
import type { MatchingLayer } from "./matching_score.ts";

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
 * @throws {RangeError} for fewer than two layers, a layer outside 2 … L, a head that it does not have, or matrices that
 *   do not fit
 */
export function layerKernel(layers: readonly MatchingLayer[], layer: number, head = 0): Float64Array {
  requireInteger("layerKernel", "the number of layers", layers.length, 2, Infinity);
  requireInteger("layerKernel", "the layer", layer, 2, layers.length);
  const { heads } = layers[layer - 1];
  requireInteger("layerKernel", `the head of layer ${layer}`, head, 0, heads.length - 1);
  const path = { head: heads[head], written: layers[0].valueOutput };
  return kernelMatrix(layer === 2 ? path : { ...path, held: layers[layer - 2].valueOutput });
}
