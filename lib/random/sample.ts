import type { Generator } from "./generator.ts";

/**
 * Draws k different numbers from 0 … n − 1 in random order (the first k steps of a Fisher–Yates shuffle, stored
 * sparsely, so the cost grows with k and not with n).
 *
 * @param generator advanced by k integers
 * @param n size of the population
 * @param k size of the sample, 0 … n
 * @returns an array of length k
 * @throws {RangeError} if `n` is not an integer in 0 … 2^31 − 1 or `k` not an integer in 0 … n
 */
export function sampleWithoutReplacement(generator: Generator, n: number, k: number): Int32Array {
  if (!Number.isInteger(n) || n < 0 || n > 0x7fffffff) {
    throw new RangeError(`sampleWithoutReplacement: n must be an integer in 0 … 2^31 − 1, got ${n}`);
  }
  if (!Number.isInteger(k) || k < 0 || k > n) {
    throw new RangeError(`sampleWithoutReplacement: k must be an integer in 0 … ${n}, got ${k}`);
  }
  const moved = new Map<number, number>();
  const sample = new Int32Array(k);
  for (let i = 0; i < k; i++) {
    const chosen = i + generator.integer(n - i);
    sample[i] = moved.get(chosen) ?? chosen;
    moved.set(chosen, moved.get(i) ?? i);
    moved.delete(i);
  }
  return sample;
}
