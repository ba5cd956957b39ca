/** Mean attention between chosen positions, and to the others that a query sees. */
import { mean } from "../../stats/mod.ts";
import { type AttentionMap, attentionWeight } from "./attention_map.ts";

/**
 * Mean attention from queries to their chosen keys, by layer, and from the same queries to another position: the mean
 * over the earlier ones, which leaves out the query itself. Attention is causal, and only the first head counts.
 *
 * @param maps attention of each sequence, `[sequence][layer][head]`
 * @param pairs queries and keys of a sequence, `[query, key]`, with at least one earlier position besides the key
 * @param layers number of layers that are read, from the first
 */
export function attentionBetween(
  maps: readonly (readonly (readonly AttentionMap[])[])[],
  pairs: (sequence: number) => readonly (readonly [query: number, key: number])[],
  layers: number,
): { between: number[]; elsewhere: number[] } {
  const between: number[][] = Array.from({ length: layers }, () => []);
  const elsewhere: number[][] = Array.from({ length: layers }, () => []);
  maps.forEach((ofSequence, sequence) => {
    for (const [query, key] of pairs(sequence)) {
      for (let layer = 0; layer < layers; layer++) {
        const map = ofSequence[layer][0], weight = attentionWeight(map, query, key);
        between[layer].push(weight);
        elsewhere[layer].push((1 - weight - attentionWeight(map, query, query)) / (query - 1));
      }
    }
  });
  return { between: between.map(mean), elsewhere: elsewhere.map(mean) };
}
