/** Sequences of paper 07's identity task: the label is the item behind the anchor. */
import { generator } from "../../lib/random/mod.ts";

/** Tokens of a sequence. */
export const SEQUENCE = 9;
/** Largest label is 99 + 7. */
export const VOCABULARY = 110;
const ANCHOR = 3, FIRST_ITEM = 20, ITEMS = 81, POSITIONS = SEQUENCE - 1;

/** Rows of tokens, and the label of each. */
export interface Sequences {
  readonly count: number;
  /** Row-major `[count, SEQUENCE]`. */
  readonly tokens: Int32Array;
  readonly labels: Int32Array;
}

/**
 * Sequences with the anchor at position p and the key u + p behind it, the other items uniform in 20…100.
 *
 * u ∈ 20…99 is a multiple of 8 in the test part and none in the training part, so that no key of the test part was ever
 * seen at its position.
 */
export function identityTask(part: "train" | "test", count: number, seed: number): Sequences {
  const stream = generator(seed, "identity", part);
  const tokens = new Int32Array(count * SEQUENCE), labels = new Int32Array(count);
  const bases = Array.from({ length: 80 }, (_, i) => FIRST_ITEM + i)
    .filter((u) => (u % POSITIONS === 0) === (part === "test"));
  for (let row = 0; row < count; row++) {
    const at = stream.integer(POSITIONS), key = bases[stream.integer(bases.length)] + at;
    for (let i = 0; i < SEQUENCE; i++) tokens[row * SEQUENCE + i] = FIRST_ITEM + stream.integer(ITEMS);
    tokens[row * SEQUENCE + at] = ANCHOR;
    tokens[row * SEQUENCE + at + 1] = key;
    labels[row] = key;
  }
  return { count, tokens, labels };
}
