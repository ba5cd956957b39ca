import { type AttentionMap, attentionMap } from "./attention_map.ts";

/**
 * The mean of attention maps, over the heads of a layer or over sequences.
 *
 * ```ts
 * import { attentionMap, averageMaps } from "@paper-notebooks/lib/interpret/measures";
 *
 * const heads = [attentionMap([1, 0, 1, 0], 2), attentionMap([1, 0, 0, 1], 2)];
 * if (`${averageMaps(heads).weights}` !== "1,0,0.5,0.5") throw new Error();
 * ```
 *
 * @param maps one or more, of equal shape
 * @throws {RangeError} for none, or for maps of different shapes
 */
export function averageMaps(maps: readonly AttentionMap[]): AttentionMap {
  if (maps.length === 0) throw new RangeError("averageMaps: needs one map or more, got none");
  const { queries, keys } = maps[0];
  const sum = new Float64Array(queries * keys);
  maps.forEach((map, k) => {
    if (map.queries !== queries || map.keys !== keys) {
      throw new RangeError(
        `averageMaps: map ${k} has shape [${map.queries},${map.keys}], map 0 has [${queries},${keys}]`,
      );
    }
    for (let i = 0; i < sum.length; i++) sum[i] += map.weights[i] / maps.length;
  });
  return attentionMap(sum, keys);
}
