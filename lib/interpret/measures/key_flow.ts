/** The two edges of attention that carry a key behind its anchor to the answer. */
import { mean } from "../../stats/summary.ts";
import { type AttentionMap, attentionWeight } from "./attention_map.ts";

/**
 * Mean attention over sequences: of the key's position on the anchor before it in layer 1 (shift), and of the last
 * position on the key in layer 2 (broadcast), in the first head.
 *
 * @param maps of each sequence, by layer and head, as `readAttention` gives them
 * @param keyPositions place of the key in each sequence, 1 or more; further ones are not used
 * @throws {RangeError} for a position outside its sequence
 */
export function keyFlow(
  maps: readonly (readonly (readonly AttentionMap[])[])[],
  keyPositions: ArrayLike<number>,
): { shift: number; broadcast: number } {
  const flows = maps.map(([[first], [second]], row) => {
    const key = keyPositions[row];
    return {
      shift: attentionWeight(first, key, key - 1),
      broadcast: attentionWeight(second, second.keys - 1, key),
    };
  });
  return {
    shift: mean(flows.map(({ shift }) => shift)),
    broadcast: mean(flows.map(({ broadcast }) => broadcast)),
  };
}
