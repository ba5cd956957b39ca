import { requireFinite } from "../checks.ts";

/** Treatments by mean rank, and which of them do not differ. */
export interface RankGroups {
  /** numbers of the treatments, the smallest mean rank first */
  readonly order: readonly number[];
  /** longest stretches of `order`, ends included, whose mean ranks lie within the difference */
  readonly groups: readonly (readonly [from: number, to: number])[];
}

/**
 * The bars of a critical-difference diagram (Demšar 2006).
 *
 * @param meanRanks one a treatment
 * @param difference critical difference, 0 or more
 * @throws {RangeError} for no ranks, ranks that are not finite, or a difference below 0
 */
export function rankGroups(meanRanks: ArrayLike<number>, difference: number): RankGroups {
  requireFinite("rankGroups", "meanRanks", meanRanks, 1);
  if (!(difference >= 0)) {
    throw new RangeError(`rankGroups: the difference must be 0 or more, got ${difference}`);
  }
  const order = Array.from(meanRanks, (_, i) => i).sort((a, b) => meanRanks[a] - meanRanks[b]);
  const groups: (readonly [number, number])[] = [];
  for (let from = 0, covered = 0; from < order.length; from++) {
    let to = from;
    while (to + 1 < order.length && meanRanks[order[to + 1]] - meanRanks[order[from]] <= difference) to++;
    if (to > from && to > covered) groups.push([from, to]);
    covered = Math.max(covered, to);
  }
  return { order, groups };
}
