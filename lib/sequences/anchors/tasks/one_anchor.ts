/** Key tasks of paper 07 with one anchor, and the settings all of its tasks share. */
import { checkedTask } from "../checked_task.ts";
import { type KeyMap, keyMap } from "../key_map.ts";
import type { KeyTask, Mapping } from "../task.ts";
import type { TokenRange } from "../token_range.ts";

/** Items of paper 07, also its noise: 81 tokens, so chance level is about 1 / 81. */
export const ITEMS: TokenRange = { from: 20, to: 100 };
/** Base values u of paper 07; the key at split position p is u + p. */
export const BASES: TokenRange = { from: 20, to: 99 };

/** Settings of each task of paper 07. */
export interface AnchorTaskOptions {
  /** Tokens of a sequence; paper: 9. */
  readonly length?: number;
  /** Paper: 201; 110 covers every label and is faster. */
  readonly vocabulary?: number;
  /** Paper 07: length − 1. */
  readonly modulus?: number;
}

/** What a key task of paper 07 adds to the shared settings. */
export type KeyTaskParts = Pick<KeyTask, "name" | "mappings"> & Partial<KeyTask>;

/** A mapping with one answer. */
export function mappingOf(anchors: readonly number[], map: number | KeyMap, weight = 1): Mapping {
  return { anchors, outcomes: [{ map: keyMap(map), share: 1 }], weight };
}

/**
 * A key task with paper 07's tokens and split: the group [anchors, key], keys u + p, u ≢ 0 (mod n − 1) in training.
 *
 * @throws {RangeError | TypeError} if {@linkcode checkedTask} rejects the result
 */
export function keyTask(parts: KeyTaskParts, options: AnchorTaskOptions = {}): KeyTask {
  const { length = 9, vocabulary = 201 } = options;
  return checkedTask({
    kind: "key",
    length,
    vocabulary,
    modulus: options.modulus ?? length - 1,
    noise: ITEMS,
    keys: { ...BASES, shifted: true },
    anchors: [...new Set(parts.mappings.flatMap(({ anchors }) => anchors))],
    group: ["anchors", "key"],
    cyclic: false,
    splitBy: "start",
    // The paper splits by n − 1 whatever the width of the group.
    forceModulus: true,
    repeats: 1,
    ...parts,
  });
}

/** The identity: the item after anchor 3 (E1–E3). */
export function identityTask(options?: AnchorTaskOptions): KeyTask {
  return keyTask({ name: "identity", mappings: [mappingOf([3], 0)] }, options);
}

/** The item before anchor 3 (x 3 → x). */
export function anchorAfterKeyTask(options?: AnchorTaskOptions): KeyTask {
  return keyTask(
    { name: "anchor-after-key", group: ["key", "anchors"], mappings: [mappingOf([3], 0)] },
    options,
  );
}

/** Settings of {@linkcode distanceTask}. */
export interface DistanceOptions extends AnchorTaskOptions {
  /** Tokens from the anchor to the key, 1 … length − 2. */
  readonly distance?: number;
  /** Whether the distance is counted around the end of the sequence. */
  readonly cyclic?: boolean;
}

/**
 * The item `distance` tokens after anchor 3: x_{i+δ}.
 *
 * @throws {RangeError} for a distance outside the sequence
 */
export function distanceTask({ distance = 2, cyclic = false, ...options }: DistanceOptions = {}): KeyTask {
  const most = (options.length ?? 9) - 2;
  if (!Number.isInteger(distance) || distance < 1 || distance > most) {
    throw new RangeError(`distanceTask: distance ${distance}, allowed 1 … ${most}`);
  }
  const between = Array.from({ length: distance - 1 }, () => "noise" as const);
  return keyTask({
    name: `${cyclic ? "cyclic-" : ""}distance-${distance}`,
    group: ["anchors", ...between, "key"],
    cyclic,
    mappings: [mappingOf([3], 0)],
  }, options);
}

/**
 * The mean of the two items after anchor 3, rounded down; the first is the split key (rounding: our choice).
 */
export function averageTask(options?: AnchorTaskOptions): KeyTask {
  return keyTask(
    { name: "average", group: ["anchors", "key", "partner"], mappings: [mappingOf([3], 0)] },
    options,
  );
}
