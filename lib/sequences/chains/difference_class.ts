/** The rule that holds back links by the difference of their items, and no item as a whole. */

/** The part of a task that the rule needs. */
export interface DifferenceSplit {
  readonly modulus: number;
  readonly trainDifferences: readonly number[];
  readonly testDifferences: readonly number[];
}

/**
 * (target − source) mod modulus, in 0 … modulus − 1.
 *
 * @throws {TypeError} for numbers that are not integers
 * @throws {RangeError} for a modulus below 2
 */
export function differenceClass(source: number, target: number, modulus: number): number {
  if (!Number.isInteger(source) || !Number.isInteger(target) || !Number.isInteger(modulus)) {
    throw new TypeError(
      `differenceClass: source, target and modulus must be integers, got ${source}, ${target}, ${modulus}`,
    );
  }
  if (modulus < 2) throw new RangeError(`differenceClass: the modulus must be 2 or more, got ${modulus}`);
  const rest = (target - source) % modulus;
  return rest < 0 ? rest + modulus : rest;
}

/**
 * The part that a link belongs to (paper 02, section 3: differences {0, 1, 4} mod 5 are trained, {2, 3} are not).
 *
 * ```ts
 * import { linkPart, singleChainTask } from "@paper-notebooks/lib/sequences/chains";
 * if (linkPart(singleChainTask(), 30, 34) !== "train") throw new Error(); // 4
 * if (linkPart(singleChainTask(), 34, 31) !== "test") throw new Error(); // −3 ≡ 2
 * ```
 *
 * @returns "none" if the split has the difference in neither part
 * @throws {TypeError} or RangeError as {@linkcode differenceClass}
 */
export function linkPart(split: DifferenceSplit, source: number, target: number): "train" | "test" | "none" {
  const difference = differenceClass(source, target, split.modulus);
  if (split.trainDifferences.includes(difference)) return "train";
  return split.testDifferences.includes(difference) ? "test" : "none";
}
