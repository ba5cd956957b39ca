/**
 * Returns n evenly spaced numbers from `low` to `high`, both included.
 *
 * @param low first number
 * @param high last number
 * @param n how many, at least 2
 * @throws {RangeError} if a bound is not finite or `n` is not an integer ≥ 2
 */
export function linspace(low: number, high: number, n: number): Float64Array {
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    throw new RangeError(`linspace: the bounds must be finite, got ${low} and ${high}`);
  }
  if (!Number.isInteger(n) || n < 2) {
    throw new RangeError(`linspace: n must be an integer ≥ 2, got ${n}`);
  }
  const step = (high - low) / (n - 1);
  const grid = Float64Array.from({ length: n }, (_, i) => low + i * step);
  // low + (n − 1)·step may miss the end by a rounding error.
  grid[n - 1] = high;
  return grid;
}

/**
 * Returns the non-negative angular frequencies 2πj/period, j = 0 … ⌊n/2⌋, which n even samples over one period
 * resolve: the frequencies of the first ⌊n/2⌋ + 1 entries of `fft`.
 *
 * ```ts
 * import { angularGrid } from "@paper-notebooks/lib/spectral";
 *
 * if (`${angularGrid(4, 2 * Math.PI)}` !== "0,1,2") throw new Error();
 * ```
 *
 * @param n number of samples in a period, at least 1
 * @param period length of the period; 2π gives the integers
 * @throws {RangeError} if `n` is not an integer ≥ 1 or the period is not finite and positive
 */
export function angularGrid(n: number, period: number): Float64Array {
  if (!Number.isInteger(n) || n < 1) {
    throw new RangeError(`angularGrid: n must be an integer ≥ 1, got ${n}`);
  }
  if (!Number.isFinite(period) || period <= 0) {
    throw new RangeError(`angularGrid: the period must be finite and positive, got ${period}`);
  }
  return Float64Array.from({ length: Math.floor(n / 2) + 1 }, (_, j) => j * (2 * Math.PI / period));
}
