import type { Generator } from "../../random/mod.ts";
import { allDropoutMasks, WORD } from "../mask.ts";

/** Draws masks of a few neurons as numbers of 0 … 2^m − 1, bit r for neuron r, from one random word each. */
export class MaskTable {
  /** Masks by falling probability, so that the search ends soon. */
  readonly #bits: Int32Array;
  /** Running sums of the probabilities, in units of 2^−32. */
  readonly #below: Float64Array;

  /**
   * @param units number of neurons m, at most 20
   * @param keep p
   * @throws {RangeError} for a probability outside (0, 1], or a number of units outside 1 … 20
   */
  constructor(units: number, keep: number) {
    const masks = allDropoutMasks(units, keep).map(({ mask, probability }) => ({
      bits: mask.reduce((sum, z, r) => sum + (z > 0 ? 2 ** r : 0), 0),
      probability,
    })).sort((a, b) => b.probability - a.probability);
    this.#bits = Int32Array.from(masks, ({ bits }) => bits);
    let sum = 0;
    this.#below = Float64Array.from(masks, ({ probability }) => (sum += probability) * WORD);
    this.#below[masks.length - 1] = WORD;
  }

  /** The bits of one mask; the generator is advanced by one word. */
  draw(generator: Generator): number {
    const word = generator.integer(WORD), below = this.#below;
    let k = 0;
    while (word >= below[k]) k++;
    return this.#bits[k];
  }
}
