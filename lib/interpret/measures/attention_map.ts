import { requireFinite, requireInteger } from "../../checks.ts";

/**
 * Attention of one head on one sequence.
 *
 * If only the last position of a layer is needed, its map has one row. So the queries are the last `queries` of the
 * `keys` positions.
 */
export interface AttentionMap {
  /** Number of querying positions. */
  readonly queries: number;
  /** Number of positions n that are attended to. */
  readonly keys: number;
  /** A, `[queries, keys]`, row-major; each row sums to 1 */
  readonly weights: Float64Array;
}

/** Largest distance from 1 of a row's sum; attention in float32 stays well below. */
const SUM_TOLERANCE = 1e-4;

/**
 * A checked attention map.
 *
 * @param weights A, `[queries, keys]`, row-major
 * @param keys n
 * @throws {RangeError} for no rows, more rows than positions, a weight that is not finite or below 0, or a row that
 * does not sum to 1 within 1e-4
 */
export function attentionMap(weights: ArrayLike<number>, keys: number): AttentionMap {
  const where = "attentionMap";
  requireInteger(where, "the number of keys", keys, 1, Infinity);
  const queries = weights.length / keys;
  if (!Number.isInteger(queries) || queries < 1 || queries > keys) {
    throw new RangeError(
      `${where}: ${weights.length} weights are no 1 … ${keys} whole rows over ${keys} positions`,
    );
  }
  requireFinite(where, "weights", weights);
  for (let row = 0; row < queries; row++) {
    let sum = 0;
    for (let key = 0; key < keys; key++) {
      const weight = weights[row * keys + key];
      if (weight < 0) {
        throw new RangeError(`${where}: row ${row} holds ${weight}, weights must be 0 or more`);
      }
      sum += weight;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new RangeError(`${where}: row ${row} sums to ${sum}, needs 1 within ${SUM_TOLERANCE}`);
    }
  }
  return { queries, keys, weights: Float64Array.from(weights) };
}

/**
 * A_{query,key}, both given as positions in the sequence.
 *
 * @throws {RangeError} for a position outside the sequence, or a query without a row in the map
 */
export function attentionWeight(map: AttentionMap, query: number, key: number): number {
  const { queries, keys, weights } = map;
  requireInteger("attentionWeight", "the query's position", query, keys - queries, keys - 1);
  requireInteger("attentionWeight", "the key's position", key, 0, keys - 1);
  return weights[(query - keys + queries) * keys + key];
}
