/** Tasks of paper 07 with two anchors. */
import type { KeyTask } from "../task.ts";
import { type AnchorTaskOptions, BASES, ITEMS } from "./one_anchor.ts";
import { type AnchorPair, pairTask } from "./pair_task.ts";

/** Settings of {@linkcode compositionTask}. */
export interface CompositionOptions extends AnchorTaskOptions {
  /** Released generator: anchors first; executed notebook: key first. */
  readonly order?: "keyFirst" | "anchorsFirst";
  /** What anchors 1 … 4 add; executed notebook: 5, 1, −2, −5; generator file: 5, 1, −2, −8. */
  readonly offsets?: readonly [number, number, number, number];
}

/** All 16 pairs of anchors 1 … 4, of which (3, 4) is never trained (E5). */
export function compositionTask(options: CompositionOptions = {}): KeyTask {
  const { order = "keyFirst", offsets = [5, 1, -2, -5], length = 9 } = options;
  return pairTask({
    name: "composition",
    singles: Object.fromEntries(offsets.map((offset, i) => [i + 1, offset])),
    unseen: [[3, 4]],
    order,
    ...settings(length, options),
  });
}

/** The data added to a synonym's few sentences: A has anchor 3, B more of the same, C pairs 11, 22, 44, 99. */
export type SynonymPattern = "A" | "B" | "C";

/** Settings of {@linkcode synonymTask}. */
export interface SynonymOptions extends AnchorTaskOptions {
  readonly order?: "keyFirst" | "anchorsFirst";
  /** Total number of sentences; 1000 of them are the few, and m = N / 1000 − 1 times as many are added. */
  readonly sentences?: number;
}

/**
 * Anchor 9 means what 3 means (x − 2), and the pairs (9, 4) and (4, 9) are never trained (E6).
 *
 * The few: pairs of two different anchors of 1, 2, 4, 9 except those two. Added: in A pairs of two different anchors of
 * 1, 2, 3, 4; in B nothing new; in C (1, 1), (2, 2), (4, 4), (9, 9). The assignment of "few" and "many" is our
 * interpretation.
 *
 * @throws {RangeError} for an unknown pattern, or fewer than 1000 sentences (for A and C, 1000 or fewer)
 */
export function synonymTask(pattern: SynonymPattern, options: SynonymOptions = {}): KeyTask {
  const { order = "anchorsFirst", sentences = 20_000, length = 9 } = options;
  if (!["A", "B", "C"].includes(pattern)) {
    throw new RangeError(`synonymTask: pattern "${pattern}" is unknown, allowed A, B, C`);
  }
  const added = sentences / 1000 - 1;
  if (!(added > 0 || (added === 0 && pattern === "B")) || !Number.isFinite(added)) {
    throw new RangeError(
      `synonymTask: ${sentences} sentences, allowed more than the 1000 that every pattern starts with` +
        (pattern === "B" ? ", or 1000" : ""),
    );
  }
  const unseen: readonly AnchorPair[] = [[9, 4], [4, 9]];
  const few = differentPairs([1, 2, 4, 9]).filter((pair) => !unseen.some((held) => `${held}` === `${pair}`));
  const many = pattern === "A"
    ? differentPairs([1, 2, 3, 4])
    : pattern === "B"
    ? few
    : [1, 2, 4, 9].map((a): AnchorPair => [a, a]);
  const share = (list: readonly AnchorPair[], pair: AnchorPair) =>
    list.some((other) => `${other}` === `${pair}`) ? 1 / list.length : 0;
  const pairs = new Map([...few, ...many, ...unseen].map((pair) => [`${pair}`, pair]));
  const singles: Record<number, number> = { 1: 5, 2: 1, 4: -8, 9: -2 };
  if (pattern === "A") singles[3] = singles[9];
  return pairTask({
    name: `synonym-${pattern}`,
    singles,
    pairs: [...pairs.values()],
    unseen,
    weight: (pair) => share(few, pair) + added * share(many, pair),
    order,
    ...settings(length, options),
  });
}

function differentPairs(anchors: readonly number[]): AnchorPair[] {
  return anchors.flatMap((a) => anchors.filter((b) => b !== a).map((b): AnchorPair => [a, b]));
}

function settings(length: number, { vocabulary = 201, modulus = length - 1 }: AnchorTaskOptions) {
  return { length, vocabulary, modulus, noise: ITEMS, keys: { ...BASES, shifted: true }, forceModulus: true };
}
