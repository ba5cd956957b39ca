import { requireSameLength } from "../../checks.ts";
import { cosineSimilarityMatrix } from "../../linalg/cosine_similarity.ts";
import { condensationOrder } from "./condensation_order.ts";

/**
 * Sums of the amplitudes of neurons of one direction, up to sign; a group is opened by its largest neuron.
 *
 * @param rows input weights of each neuron, with its bias
 * @param amplitudes one of each neuron
 * @param alike neurons whose cosine is above this in size have one direction
 * @returns one sum a direction
 * @throws {RangeError} for unequal numbers of rows and amplitudes, or what {@linkcode condensationOrder} refuses
 */
export function directionAmplitudes(
  rows: readonly number[][],
  amplitudes: readonly number[],
  alike: number,
): number[] {
  requireSameLength("directionAmplitudes", "rows", rows.length, "amplitudes", amplitudes.length);
  const falling = rows.map((_, r) => r).sort((a, b) => amplitudes[b] - amplitudes[a]);
  const cosines = cosineSimilarityMatrix(falling.flatMap((r) => rows[r]), rows[0].length);
  const { order, groups } = condensationOrder(cosines.map(Math.abs), rows.length, alike);
  let at = 0;
  return groups.map((size) =>
    Array.from(order.subarray(at, at += size)).reduce((sum, k) => sum + amplitudes[falling[k]], 0)
  );
}
