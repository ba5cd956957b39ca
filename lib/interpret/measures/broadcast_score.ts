import { type AttentionMap, attentionWeight } from "./attention_map.ts";
import { requireInteger } from "../../checks.ts";

/**
 * B: how much a head sends the content of one position to the others, the mean of A_{i,source} over queries i (paper
 * 07, section 2).
 *
 * In a causal network the queries before the source cannot see it, so use the last position: `queries: [n - 1]`, or the
 * map of a layer with a query only at the last position.
 *
 * ```ts
 * import { attentionMap, broadcastScore } from "@paper-notebooks/lib/interpret/measures";
 *
 * const map = attentionMap([1, 0, 0, 1, 0, 0, 0.5, 0.5, 0], 3);
 * if (broadcastScore(map, 0, { queries: [2] }) !== 0.5) throw new Error();
 * ```
 *
 * @param map one head's attention on one sequence of n positions
 * @param source position that is sent, 0 … n − 1
 * @param options `queries`: positions to average over; by default all rows of the map
 * @returns a number in [0, 1]
 * @throws {RangeError} for positions outside the sequence, queries without a row in the map, or no query
 */
export function broadcastScore(
  map: AttentionMap,
  source: number,
  options: { readonly queries?: readonly number[] } = {},
): number {
  const { keys, queries: rows } = map;
  requireInteger("broadcastScore", "the source", source, 0, keys - 1);
  const queries = options.queries ?? Array.from({ length: rows }, (_, row) => keys - rows + row);
  if (queries.length === 0) throw new RangeError("broadcastScore: needs one query or more, got none");
  return queries.reduce((sum, query) => sum + attentionWeight(map, query, source), 0) / queries.length;
}
