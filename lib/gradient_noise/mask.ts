/** Masks of dropout: one for a step, shared by all samples; p is the probability to keep. */
import type { Generator } from "../random/mod.ts";

/** Values of one word of random bits. */
export const WORD = 2 ** 32;
/** Enumeration stops here: 2^20 masks. */
const MOST_ENUMERATED = 20;

/**
 * A probability to keep a neuron.
 *
 * @throws {RangeError} outside (0, 1]
 */
export function checkedKeep(where: string, keep: number): number {
  if (keep > 0 && keep <= 1) return keep;
  throw new RangeError(`${where}: the probability to keep must lie in (0, 1], got ${keep}`);
}

/**
 * One mask z: each entry 1/p with probability p, otherwise 0, so that E z = 1 and Var z = 1/p − 1.
 *
 * @param generator advanced by `units` integers
 * @param units number of entries m
 * @param keep p
 * @throws {RangeError} for a probability outside (0, 1] or a number of units that is not a positive integer
 *
 * @example
 * ```ts
 * import { generator } from "../random/mod.ts";
 * import { sampleDropoutMask } from "./mod.ts";
 *
 * const mask = sampleDropoutMask(generator(0, "mask"), 1000, 0.8);
 * if (!mask.every((z) => z === 0 || z === 1.25)) throw new Error("0 or 1/0.8");
 * ```
 */
export function sampleDropoutMask(generator: Generator, units: number, keep: number): Float64Array {
  checkedKeep("sampleDropoutMask", keep);
  checkedUnits("sampleDropoutMask", units, Infinity);
  const below = keep * WORD;
  return Float64Array.from({ length: units }, () => (generator.integer(WORD) < below ? 1 / keep : 0));
}

/** A mask and its probability. */
export interface WeightedMask {
  readonly mask: Float64Array;
  readonly probability: number;
}

/**
 * All 2^m masks with their probabilities; those of probability 0 (p = 1) are omitted.
 *
 * @throws {RangeError} for a probability outside (0, 1], or a number of units outside 1 … 20
 */
export function allDropoutMasks(units: number, keep: number): WeightedMask[] {
  checkedKeep("allDropoutMasks", keep);
  checkedUnits("allDropoutMasks", units, MOST_ENUMERATED);
  return Array.from({ length: 2 ** units }, (_, bits) => {
    const kept = Array.from({ length: units }, (_, r) => (bits >> r) & 1);
    return {
      mask: Float64Array.from(kept, (bit) => bit / keep),
      probability: kept.reduce((product, bit) => product * (bit ? keep : 1 - keep), 1),
    };
  }).filter(({ probability }) => probability > 0);
}

function checkedUnits(where: string, units: number, most: number): void {
  if (!Number.isInteger(units) || units < 1 || units > most) {
    throw new RangeError(`${where}: the number of units must be an integer in 1 … ${most}, got ${units}`);
  }
}
