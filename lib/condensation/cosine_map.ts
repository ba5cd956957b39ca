/** How parallel neurons are, to look at. */
import { symmetricEigen } from "../linalg/mod.ts";
import { mergeRule } from "./merge_rule.ts";
import { neuronsOf } from "./neurons.ts";
import { similarities } from "./similarities.ts";
import { layerAt, type TrainedNetwork } from "./trained_network.ts";

/**
 * Signed cosines `[n, n]` between evenly chosen neurons of a hidden layer, in the order of the leading eigenvector, which
 * puts groups of parallel neurons side by side.
 *
 * @param most neurons of the map
 * @throws {RangeError} for an index that is no hidden layer, or an activation without merge rule
 */
export function cosineMap(network: TrainedNetwork, index: number, most = 32): number[] {
  const neurons = neuronsOf(network, layerAt(network, index)), n = Math.min(most, neurons.count);
  const chosen = Array.from({ length: n }, (_, i) => Math.floor(i * neurons.count / n));
  const { values, incomingSigns } = similarities(neurons, mergeRule(network.activation), chosen);
  const cosines = values.map((value, k) => value * incomingSigns[k]);
  const { vectors } = symmetricEigen(cosines, n), leading = vectors.subarray((n - 1) * n);
  const order = Array.from(leading.keys()).sort((a, b) => leading[a] - leading[b]);
  return order.flatMap((i) => order.map((j) => cosines[i * n + j]));
}
