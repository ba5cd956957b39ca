/** C7: whether nearer answers have more parallel vectors, whatever the size of the cosines. */
import { spearman } from "../../lib/stats/mod.ts";
import { composed, type FusedMap, MAP_KEYS } from "./inner_vectors.ts";

/**
 * Rank correlation of a map's cosines with how near the two answers are: 1 where nearer answers are always more
 * parallel.
 */
export function nearnessOrder({ rows, columns, cosines }: FusedMap): number {
  const nearness = MAP_KEYS.flatMap((row) =>
    MAP_KEYS.map((column) => -Math.abs(composed(rows, row) - composed(columns, column)))
  );
  return spearman(nearness, cosines.flat());
}
