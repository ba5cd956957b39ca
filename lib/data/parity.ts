import { createDataset, type Dataset } from "./dataset.ts";

const MOST_BITS = 20;

/**
 * All 2^n points x of {−1, 1}^n with the product of the bits in `subset` as target.
 *
 * @param n number of bits, 1…20
 * @param subset bits that count, numbered from 1; all by default
 * @returns 2^n rows of n features and one target ±1
 * @throws {RangeError} for n outside 1…20, or a subset that is empty, repeats a bit, or leaves 1…n
 */
export function parityDataset(n: number, subset?: readonly number[]): Dataset {
  if (!Number.isInteger(n) || n < 1 || n > MOST_BITS) {
    throw new RangeError(`parityDataset: n must be an integer in 1…${MOST_BITS} (2^n points), got ${n}`);
  }
  const bits = subset ?? Array.from({ length: n }, (_, i) => i + 1);
  const outside = bits.some((bit) => !Number.isInteger(bit) || bit < 1 || bit > n);
  if (bits.length === 0 || outside || new Set(bits).size !== bits.length) {
    throw new RangeError(`parityDataset: the subset must hold different bits of 1…${n}, got [${bits}]`);
  }
  const rows = 2 ** n, x = new Float64Array(rows * n), y = new Float64Array(rows).fill(1);
  for (let row = 0; row < rows; row++) {
    for (let bit = 0; bit < n; bit++) x[row * n + bit] = (row >> bit) & 1 ? 1 : -1;
    for (const bit of bits) y[row] *= x[row * n + bit - 1];
  }
  const name = `(${n},[${bits}]) parity`;
  return createDataset({ x, y, features: n, targets: 1, name, source: `${name}: all ${rows} points` });
}
