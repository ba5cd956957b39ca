import { type AttentionMap, attentionMap } from "./attention_map.ts";
import { requireInteger } from "../../checks.ts";

/**
 * The map of a head without preference, as a reference for scores.
 *
 * ```ts
 * import { uniformAttention } from "@paper-notebooks/lib/interpret/measures";
 *
 * if (`${uniformAttention(2).weights}` !== "1,0,0.5,0.5") throw new Error();
 * ```
 *
 * @param positions n
 * @param mask "causal" if position i sees only 0 … i, "none" if it sees all
 * @throws {RangeError} for a number of positions that is not a positive integer
 */
export function uniformAttention(positions: number, mask: "causal" | "none" = "causal"): AttentionMap {
  requireInteger("uniformAttention", "the number of positions", positions, 1, Infinity);
  const weights = Float64Array.from({ length: positions * positions }, (_, i) => {
    const query = Math.floor(i / positions), key = i % positions;
    if (mask === "none") return 1 / positions;
    return key <= query ? 1 / (query + 1) : 0;
  });
  return attentionMap(weights, positions);
}
