/** The rule that holds back keys at positions and no token as a whole. */
import { rangeSize, type TokenRange } from "./token_range.ts";

/**
 * The part of a key at a position: "test" if value ≡ position (mod modulus), otherwise "train".
 *
 * Paper 07 (released generators) draws a base value u and puts the key u + p at position p; there u ≡ 0 (mod n − 1) is
 * held back, which is the same rule. Paper 03 (appendix C) holds back x mod (n − 2) = p.
 *
 * ```ts
 * import { modularSplit } from "@paper-notebooks/lib/sequences/anchors";
 * if (modularSplit(30, 2, 7) !== "test") throw new Error(); // 30 mod 7 = 2
 * if (modularSplit(31, 2, 7) !== "train") throw new Error();
 * ```
 *
 * @param value the key, an integer ≥ 0
 * @param position position of the key, or of the anchor next to it, an integer ≥ 0
 * @param modulus an integer ≥ 2
 * @throws {TypeError} for numbers that are not integers
 * @throws {RangeError} for a negative value or position, or a modulus ≤ 1
 */
export function modularSplit(value: number, position: number, modulus: number): "train" | "test" {
  if (!Number.isInteger(value) || !Number.isInteger(position) || !Number.isInteger(modulus)) {
    throw new TypeError(
      `modularSplit: value, position and modulus must be integers, got ${value}, ${position}, ${modulus}`,
    );
  }
  if (value < 0 || position < 0) {
    throw new RangeError(
      `modularSplit: value and position must be 0 or more, got value ${value}, position ${position}`,
    );
  }
  if (modulus <= 1) throw new RangeError(`modularSplit: the modulus must be 2 or more, got ${modulus}`);
  return value % modulus === position % modulus ? "test" : "train";
}

/**
 * All keys of a range that belong to a part at a position, ascending.
 *
 * @param owner what needs the keys, for the error
 * @throws {RangeError} if there is none
 */
export function residueClass(
  owner: string,
  range: TokenRange,
  position: number,
  modulus: number,
  part: "train" | "test",
): Int32Array {
  const keys = Int32Array.from({ length: rangeSize(range) }, (_, i) => range.from + i)
    .filter((key) => modularSplit(key, position, modulus) === part);
  if (keys.length === 0) {
    throw new RangeError(
      `${owner}: no key of ${range.from} … ${range.to} is left for the ${part} part at position ${position}, modulus ${modulus}`,
    );
  }
  return keys;
}
