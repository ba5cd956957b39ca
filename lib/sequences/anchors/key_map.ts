/** The map of an anchor on the key: an affine map of the integers, or of a ring of integers. */
import type { TokenRange } from "./token_range.ts";
import { inRange, rangeSize } from "./token_range.ts";

/**
 * x ↦ multiply · x + add; on a ring of tokens from … to, x ↦ from + (multiply · (x − from) + add) mod size.
 *
 * Shifts (multiply = 1, no ring) are the papers' anchors, g(x; a) = x + b_a. Maps of a ring with other factors do not
 * commute, so the order of two anchors matters.
 */
export interface KeyMap {
  readonly multiply: number;
  readonly add: number;
  readonly ring?: TokenRange;
}

/** The shift x ↦ x + offset; a map is returned unchanged. */
export function keyMap(offset: number | KeyMap): KeyMap {
  return typeof offset === "number" ? { multiply: 1, add: offset } : offset;
}

/**
 * Throws unless a map has integer numbers and, if it has a ring, is a bijection of it.
 *
 * @throws {TypeError} for numbers that are not integers
 * @throws {RangeError} for a factor other than 1 without a ring, or a factor that shares a divisor with the ring's size
 */
export function checkKeyMap(what: string, { multiply, add, ring }: KeyMap): void {
  if (!Number.isSafeInteger(multiply) || !Number.isSafeInteger(add)) {
    throw new TypeError(`${what}: an anchor's map needs integers, got multiply ${multiply}, add ${add}`);
  }
  if (!ring && multiply !== 1) {
    throw new RangeError(`${what}: multiply ${multiply} needs a ring of tokens, without one allowed is 1`);
  }
  if (ring && commonDivisor(mod(multiply, rangeSize(ring)), rangeSize(ring)) !== 1) {
    throw new RangeError(
      `${what}: multiply ${multiply} has a common divisor with the ring's ${
        rangeSize(ring)
      } tokens, so two keys ` +
        "would have one image",
    );
  }
}

/**
 * The image of a key.
 *
 * @throws {RangeError} for a key outside the map's ring
 */
export function applyKeyMap({ multiply, add, ring }: KeyMap, key: number): number {
  if (!ring) return multiply * key + add;
  if (!inRange(ring, key)) {
    throw new RangeError(`applyKeyMap: key ${key} is outside the ring ${ring.from} … ${ring.to}`);
  }
  return ring.from + mod(multiply * (key - ring.from) + add, rangeSize(ring));
}

/**
 * The map outer ∘ inner.
 *
 * @throws {TypeError} if the two have different rings
 */
export function composeKeyMaps(outer: KeyMap, inner: KeyMap): KeyMap {
  const { ring } = outer;
  if (ring?.from !== inner.ring?.from || ring?.to !== inner.ring?.to) {
    const named = (of?: TokenRange) => of ? `the ring ${of.from} … ${of.to}` : "all integers";
    throw new TypeError(
      `composeKeyMaps: the outer map is of ${named(ring)}, the inner of ${
        named(inner.ring)
      }; allowed are two of one ring`,
    );
  }
  const multiply = outer.multiply * inner.multiply, add = outer.multiply * inner.add + outer.add;
  return ring
    ? { multiply: mod(multiply, rangeSize(ring)), add: mod(add, rangeSize(ring)), ring }
    : { multiply, add };
}

function mod(value: number, size: number): number {
  return ((value % size) + size) % size;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
