/** Values of anchors, told from what pairs add. */
import { SINGLE_OFFSETS } from "../../lib/sequences/anchors/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import type { AddedByPairs } from "../../lib/sequences/anchors/training/offsets_at_snapshots.ts";

/** Pairs that are looked at together. */
export const PAIRS: Readonly<Record<string, (first: number, second: number) => boolean>> = {
  "(3, 4), the exception": (first, second) => first === 3 && second === 4,
  "(4, 3), never shown": (first, second) => first === 4 && second === 3,
  "other pairs with 3": (first, second) => (first === 3 || second === 3) && first !== 4 && second !== 4,
  "other pairs with 4": (first, second) => (first === 4 || second === 4) && first !== 3 && second !== 3,
};

/** What pairs add more than both of their anchors' values, mean over the pairs that satisfy a condition. */
export function addedMore({ steps, added }: AddedByPairs, holds: typeof PAIRS[string]): number[] {
  const pairs = Object.entries(added).map(([name, values]) => ({
    anchors: name.split(", ").map(Number),
    values,
  }))
    .filter(({ anchors: [first, second] }) => holds(first, second));
  return steps.map((_, i) =>
    mean(
      pairs.map(({ anchors: [first, second], values }) =>
        values[i] - SINGLE_OFFSETS[first] - SINGLE_OFFSETS[second]
      ),
    )
  );
}
