import type { Windows } from "./windows.ts";

/**
 * Σ_i (x_i − c)(x_i − c)ᵀ of windows around a centre, `[d, d]`, row-major and symmetric.
 *
 * Four windows at a time, so that each sum is read and written once for them.
 */
export function crossProducts({ values, count, length: d }: Windows, centre: Float64Array): Float64Array {
  const sums = new Float64Array(d * d), block = new Float64Array(4 * d);
  for (let from = 0; from < count; from += 4) {
    for (let r = 0; r < 4; r++) {
      const row = (from + r) * d, there = from + r < count;
      for (let j = 0; j < d; j++) block[r * d + j] = there ? values[row + j] - centre[j] : 0;
    }
    for (let i = 0; i < d; i++) {
      const a = block[i], b = block[d + i], c = block[2 * d + i], e = block[3 * d + i], at = i * d;
      for (let j = i; j < d; j++) {
        sums[at + j] += a * block[j] + b * block[d + j] + c * block[2 * d + j] + e * block[3 * d + j];
      }
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) sums[i * d + j] = sums[j * d + i];
  return sums;
}
