import { type AttentionMap, attentionWeight } from "./attention_map.ts";

/** An edge from position `from` before a layer to position `to` after it. */
export interface FlowEdge {
  /** Number of the layer, from 1. */
  readonly layer: number;
  /** Position that is read, the key. */
  readonly from: number;
  /** Position that reads, the query. */
  readonly to: number;
  /** A^{(layer)}_{to,from} */
  readonly weight: number;
}

/**
 * Edges between the positions of successive layers, of width A^{(l)}_{kj} from j to k (paper 03, section 2).
 *
 * @param layers one map per layer, from layer 1; for several heads, one head or their {@linkcode averageMaps}
 * @param threshold edges with at least this weight are kept
 * @returns edges by layer, then by the reading and the read position
 * @throws {RangeError} for no layer, layers of different numbers of positions, or a threshold outside (0, 1]
 */
export function informationFlow(layers: readonly AttentionMap[], threshold: number): FlowEdge[] {
  const where = "informationFlow";
  if (layers.length === 0) throw new RangeError(`${where}: needs one layer or more, got none`);
  if (!(threshold > 0 && threshold <= 1)) {
    throw new RangeError(`${where}: the threshold must lie in (0, 1], got ${threshold}`);
  }
  const { keys } = layers[0];
  return layers.flatMap((map, k) => {
    if (map.keys !== keys) {
      throw new RangeError(
        `${where}: layer ${k + 1} has ${map.keys} positions, layer 1 has ${keys}`,
      );
    }
    const edges: FlowEdge[] = [];
    for (let to = keys - map.queries; to < keys; to++) {
      for (let from = 0; from < keys; from++) {
        const weight = attentionWeight(map, to, from);
        if (weight >= threshold) edges.push({ layer: k + 1, from, to, weight });
      }
    }
    return edges;
  });
}
