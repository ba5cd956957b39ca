/** Tasks of paper 07 with one of several anchors next to the key. */
import { keyMap } from "../key_map.ts";
import type { KeyTask } from "../task.ts";
import { type AnchorTaskOptions, keyTask, mappingOf } from "./one_anchor.ts";

/** Offsets b_a of anchors 1 … 10 in the released generator. */
export const TEN_OFFSETS = [-4, 3, -5, -2, 1, 4, -3, -1, 2, 5] as const;

/** Ten anchors, g(x; a) = x + b_a (E4). */
export function multiAnchorTask(options?: AnchorTaskOptions): KeyTask {
  return keyTask(
    { name: "multi-anchor", mappings: TEN_OFFSETS.map((offset, i) => mappingOf([i + 1], offset)) },
    options,
  );
}

/** Anchors 3 and 4: both x (low frequency), or x and x + 1 (high frequency) (E11). */
export function frequencyTask(frequency: "low" | "high", options?: AnchorTaskOptions): KeyTask {
  if (frequency !== "low" && frequency !== "high") {
    throw new RangeError(`frequencyTask: "${frequency}", allowed low, high`);
  }
  return keyTask({
    name: `${frequency}-frequency`,
    mappings: [mappingOf([3], 0), mappingOf([4], frequency === "low" ? 0 : 1)],
  }, options);
}

/** Settings of {@linkcode statisticalTask}. */
export interface StatisticalOptions extends AnchorTaskOptions {
  /** Fraction of the label x; the others are x + 1. Paper: 0.8. */
  readonly share?: number;
  /**
   * How often each sentence occurs, with exact label fractions; 1 for one drawn label per sentence. Paper: several,
   * here 5.
   */
  readonly repeats?: number;
}

/**
 * Anchor 3 with label x in 80 % and x + 1 in 20 % (E10).
 *
 * @throws {RangeError} for a share outside [0, 1], or one that the repeats cannot have exactly
 */
export function statisticalTask({ share = 0.8, repeats = 5, ...options }: StatisticalOptions = {}): KeyTask {
  const outcomes = [{ map: keyMap(0), share }, { map: keyMap(1), share: 1 - share }];
  return keyTask({
    name: repeats === 1 ? "statistical-once" : "statistical",
    mappings: [{ anchors: [3], outcomes, weight: 1 }],
    repeats,
  }, options);
}

/**
 * Prompts `3 x` and `1 2 3 x` → x, a fraction of them long; `2 3 x` is never trained (E12, whose generator is not
 * released: this one is ours). Keys are split by their own position, so all prompts hold back the same keys.
 *
 * @param longShare share of the long prompt, in [0, 1]
 * @throws {RangeError} for another share
 */
export function anchorLengthTask(longShare: number, options?: AnchorTaskOptions): KeyTask {
  if (!(longShare >= 0 && longShare <= 1)) {
    throw new RangeError(`anchorLengthTask: the share of long anchors must be in [0, 1], got ${longShare}`);
  }
  return keyTask({
    name: "anchor-length",
    splitBy: "key",
    mappings: [mappingOf([3], 0, 1 - longShare), mappingOf([2, 3], 0, 0), mappingOf([1, 2, 3], 0, longShare)],
  }, options);
}
