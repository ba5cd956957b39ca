import { type AttentionMap, attentionWeight } from "./attention_map.ts";
import { requireInteger } from "../../checks.ts";

/**
 * S: how much a head moves each item by a fixed number of positions, the mean of A_{i,i+offset} over the queries i
 * whose neighbour i + offset is in the sequence (paper 07, section 2).
 *
 * 1 if every position looks only at that neighbour; a head without preference has the value of
 * {@linkcode uniformAttention}.
 *
 * ```ts
 * import { attentionMap, shiftScore } from "@paper-notebooks/lib/interpret/measures";
 *
 * const map = attentionMap([1, 0, 0, 1, 0, 0, 0, 1, 0], 3);
 * if (shiftScore(map, -1) !== 1 || shiftScore(map, 0) !== 1 / 3) throw new Error();
 * ```
 *
 * @param map one head's attention on one sequence of n positions
 * @param offset −1 is the shift of a causal network, +1 that of a network without mask
 * @returns a number in [0, 1]
 * @throws {RangeError} for an offset that is not an integer in −(n − 1) … n − 1, or that leads every query of the map
 *   out of
 * the sequence
 */
export function shiftScore(map: AttentionMap, offset: number): number {
  const { queries, keys } = map;
  requireInteger("shiftScore", "the offset", offset, 1 - keys, keys - 1);
  let sum = 0, count = 0;
  for (let query = keys - queries; query < keys; query++) {
    const key = query + offset;
    if (key < 0 || key >= keys) continue;
    sum += attentionWeight(map, query, key);
    count++;
  }
  if (count === 0) {
    throw new RangeError(
      `shiftScore: the map asks at positions ${keys - queries} … ${
        keys - 1
      } only, and offset ${offset} leads ` +
        `each of them out of 0 … ${keys - 1}`,
    );
  }
  return sum / count;
}
