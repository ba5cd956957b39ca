import type { Generator } from "./generator.ts";

/**
 * Draws a permutation of 0 … n − 1, each of the n! equally likely (Fisher–Yates; Durstenfeld 1964).
 *
 * @param generator advanced by n − 1 integers
 * @param n number of elements, at least 0
 * @returns an array of length n
 * @throws {RangeError} if `n` is not an integer in 0 … 2^31 − 1
 */
export function permutation(generator: Generator, n: number): Int32Array {
  if (!Number.isInteger(n) || n < 0 || n > 0x7fffffff) {
    throw new RangeError(`permutation: n must be an integer in 0 … 2^31 − 1, got ${n}`);
  }
  const order = Int32Array.from({ length: n }, (_, index) => index);
  for (let last = n - 1; last > 0; last--) {
    const chosen = generator.integer(last + 1);
    const value = order[chosen];
    order[chosen] = order[last];
    order[last] = value;
  }
  return order;
}
