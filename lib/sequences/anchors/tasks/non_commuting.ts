/** Pairs of anchors whose order matters, beyond the papers. */
import type { KeyMap } from "../key_map.ts";
import type { KeyTask } from "../task.ts";
import { type AnchorPair, pairTask } from "./pair_task.ts";

/** 79 items, a prime number, so every factor has an inverse. */
const ITEMS = { from: 20, to: 98 };

/** x + 5, 2x, 3x + 1 and 5x + 7 on the ring of the items: no two commute at any key. */
export const RING_MAPS: Readonly<Record<number, KeyMap>> = {
  1: { multiply: 1, add: 5, ring: ITEMS },
  2: { multiply: 2, add: 0, ring: ITEMS },
  3: { multiply: 3, add: 1, ring: ITEMS },
  4: { multiply: 5, add: 7, ring: ITEMS },
};

/**
 * The key, then two anchors that do not commute; of two mirrored pairs, the one with the larger anchor first is never
 * trained, so six pairs distinguish inferential from symmetric answers at every key.
 *
 * @param unseen pairs never trained
 */
export function nonCommutingTask(
  unseen: readonly AnchorPair[] = [[2, 1], [3, 1], [4, 1], [3, 2], [4, 2], [4, 3]],
): KeyTask {
  return pairTask({
    name: "non-commuting",
    singles: RING_MAPS,
    unseen,
    order: "keyFirst",
    length: 9,
    vocabulary: 110,
    modulus: 7,
    noise: ITEMS,
    keys: { ...ITEMS, shifted: false },
  });
}
