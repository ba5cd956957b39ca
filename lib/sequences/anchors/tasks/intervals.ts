/** Tasks of paper 07 whose anchors are trained only on parts of the keys. */
import type { KeyTask } from "../task.ts";
import type { TokenRange } from "../token_range.ts";
import { type AnchorTaskOptions, BASES, ITEMS, keyTask, mappingOf } from "./one_anchor.ts";

/** Largest key of a sequence, the last position's shift included. */
function largestKey({ length = 9 }: AnchorTaskOptions): number {
  return BASES.to + length - 2;
}

/**
 * Anchor 3 (x → x) on one interval, anchor 4 (x → x + 1) on another (E8); unseen is each anchor on the keys that only
 * the other has. Keys outside both occur in no part.
 *
 * @param of intervals of anchors 3 and 4; paper: [20, 60) and [60, 100), overlapping [20, 70) and [50, 100)
 * @throws {RangeError} for an interval that leaves the other nothing
 */
export function twoIntervalTask(
  of: readonly [TokenRange, TokenRange] = [{ from: 20, to: 59 }, { from: 60, to: 99 }],
  options?: AnchorTaskOptions,
): KeyTask {
  const mappings = of.map((own, i) => ({
    ...mappingOf([3 + i], i),
    seen: [own],
    unseen: without(of[1 - i], own),
  }));
  const empty = mappings.find(({ unseen }) => unseen.length === 0);
  if (empty) {
    const [{ from, to }] = empty.seen;
    throw new RangeError(
      `twoIntervalTask: the interval ${from} … ${to} of anchor ${empty.anchors} holds all of the other, ` +
        "which leaves nothing unseen",
    );
  }
  return keyTask({ name: "two-intervals", mappings }, options);
}

/** Width of a hole. */
const HOLE = 8;

/** Anchors 1 … 10, g(x; a) = x + a; anchor a never sees the keys 20 + 8 (a − 1) … 27 + 8 (a − 1) (E9). */
export function holesTask(options: AnchorTaskOptions = {}): KeyTask {
  const all = { from: ITEMS.from, to: largestKey(options) };
  const mappings = Array.from({ length: 10 }, (_, i) => {
    const hole = { from: ITEMS.from + HOLE * i, to: ITEMS.from + HOLE * (i + 1) - 1 };
    return { ...mappingOf([i + 1], i + 1), seen: without(all, hole), unseen: [hole] };
  });
  return keyTask({ name: "holes", mappings }, options);
}

/** A range minus another, as up to two ranges. */
function without(range: TokenRange, hole: TokenRange): TokenRange[] {
  return [
    { from: range.from, to: Math.min(range.to, hole.from - 1) },
    { from: Math.max(range.from, hole.to + 1), to: range.to },
  ].filter(({ from, to }) => from <= to);
}
