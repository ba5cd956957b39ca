import type { Generator } from "./generator.ts";

/**
 * Draws an array of independent numbers uniform in [low, high).
 *
 * @param generator advanced by `length` uniforms
 * @param length number of entries
 * @param low lower bound, included
 * @param high upper bound, excluded; equal bounds give a constant array
 * @throws {RangeError} if `length` is not a non-negative integer, or the bounds are not finite with low ≤ high
 */
export function uniformArray(generator: Generator, length: number, low: number, high: number): Float64Array {
  checkLength("uniformArray", length);
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high) {
    throw new RangeError(`uniformArray: the bounds must be finite with low ≤ high, got ${low} and ${high}`);
  }
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = low + (high - low) * generator.uniform();
  return values;
}

/**
 * Draws an array of independent normal numbers.
 *
 * @param generator advanced by `length` normals
 * @param length number of entries
 * @param mean mean of each entry
 * @param sd standard deviation of each entry, at least 0
 * @throws {RangeError} if `length` is not a non-negative integer, or mean and sd are not finite with sd ≥ 0
 */
export function normalArray(generator: Generator, length: number, mean: number, sd: number): Float64Array {
  checkLength("normalArray", length);
  if (!Number.isFinite(mean) || !Number.isFinite(sd) || sd < 0) {
    throw new RangeError(`normalArray: mean must be finite and sd finite and ≥ 0, got ${mean} and ${sd}`);
  }
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = mean + sd * generator.normal();
  return values;
}

function checkLength(name: string, length: number): void {
  if (!Number.isInteger(length) || length < 0) {
    throw new RangeError(`${name}: the length must be a non-negative integer, got ${length}`);
  }
}
