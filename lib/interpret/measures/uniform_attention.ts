import { type AttentionMap, attentionMap } from "./attention_map.ts";
import { requireInteger } from "../../checks.ts";

/**
 * The map of a head that prefers nothing: what scores are to be compared with.
 *
 * ```ts
 * import { uniformAttention } from "@paper-notebooks/lib/interpret/measures";
 *
 * if (`${uniformAttention(2).weights}` !== "1,0,0.5,0.5") throw new Error();
 * ```
 *
 * @param positions n
 * @param mask "causal" where position i sees 0 … i only, "none" where it sees all
 * @throws {RangeError} for a number of positions that is no positive integer
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
