/** Tasks of paper 03: a key, then two anchors, some pairs with a wrong answer, some never trained. */
import type { KeyTask } from "../task.ts";
import { type AnchorPair, type PairOverride, pairTask } from "./pair_task.ts";

/** What anchors 1 … 4 add (paper 03, section 3). */
export const SINGLE_OFFSETS: Readonly<Record<number, number>> = { 1: 5, 2: 1, 3: -2, 4: -8 };
/** Items, also keys: 80 tokens. */
const ITEMS = { from: 20, to: 99 };

/** Settings of {@linkcode compositeTask}. */
export interface CompositeOptions {
  /** Tokens of a sequence, 4 or more; paper: 9. */
  readonly length?: number;
  /** Labels reach 109. */
  readonly vocabulary?: number;
  /** Number of key positions, length − 2 (appendix C); any other must be forced (the public code uses length). */
  readonly modulus?: number;
  readonly forceModulus?: boolean;
}

/**
 * W: (3, 4) trained with x − 6, (4, 3) unseen; U: both unseen (appendix E, and control B of W); true: (3, 4) trained
 * with its composition x − 10, (4, 3) unseen (control A of W).
 */
export type CompositeVariant = "W" | "U" | "true";

const VARIANTS: Record<CompositeVariant, { overrides: PairOverride[]; unseen: AnchorPair[] }> = {
  W: { overrides: [{ pair: [3, 4], map: -6 }], unseen: [[4, 3]] },
  U: { overrides: [], unseen: [[3, 4], [4, 3]] },
  true: { overrides: [], unseen: [[4, 3]] },
};

/**
 * The task of paper 03: 16 ordered pairs of anchors 1 … 4 after the key; x is a training key at position p iff
 * x mod (n − 2) ≠ p.
 *
 * @throws {RangeError} for an unknown variant, or settings that {@linkcode pairTask} rejects
 */
export function compositeTask(variant: CompositeVariant = "W", options?: CompositeOptions): KeyTask {
  const of = VARIANTS[variant];
  if (!of) {
    throw new RangeError(
      `compositeTask: "${variant}" is unknown, allowed ${Object.keys(VARIANTS).join(", ")}`,
    );
  }
  return customCompositeTask({ name: `composite-${variant}`, ...of }, options);
}

/**
 * The same with other designated answers and unseen pairs.
 *
 * @throws {RangeError} for settings that {@linkcode pairTask} rejects
 */
export function customCompositeTask(
  of: {
    readonly name: string;
    readonly overrides?: readonly PairOverride[];
    readonly unseen?: readonly AnchorPair[];
  },
  { length = 9, vocabulary = 110, modulus = length - 2, forceModulus = false }: CompositeOptions = {},
): KeyTask {
  return pairTask({
    ...of,
    singles: SINGLE_OFFSETS,
    order: "keyFirst",
    length,
    vocabulary,
    modulus,
    forceModulus,
    noise: ITEMS,
    keys: { ...ITEMS, shifted: false },
  });
}

/** Wrong answers of unordered pairs, in the order in which E11 adds them. */
export const WRONG_PAIRS: readonly PairOverride[] = [
  { pair: [1, 2], map: 4 },
  { pair: [1, 3], map: 1 },
  { pair: [1, 4], map: -5 },
  { pair: [2, 3], map: 5 },
  { pair: [2, 4], map: -9 },
  { pair: [3, 4], map: -6 },
];

/**
 * All pairs trained, the first `wrong` unordered ones with a wrong answer in both orders (E11).
 *
 * @param wrong 0 … 6
 * @throws {RangeError} for another number
 */
export function wrongPairsTask(wrong: number, options?: CompositeOptions): KeyTask {
  if (!Number.isInteger(wrong) || wrong < 0 || wrong > WRONG_PAIRS.length) {
    throw new RangeError(`wrongPairsTask: ${wrong} wrong pairs, allowed 0 … ${WRONG_PAIRS.length}`);
  }
  const overrides = WRONG_PAIRS.slice(0, wrong).flatMap(({ pair: [a, b], map }): PairOverride[] => [
    { pair: [a, b], map },
    { pair: [b, a], map },
  ]);
  return customCompositeTask({ name: `wrong-pairs-${wrong}`, overrides }, options);
}
