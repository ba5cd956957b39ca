import { requireFinite } from "../checks.ts";

/** Which local maxima {@link selectPeaks} keeps. */
export interface PeakOptions {
  /** Minimum height as a fraction of the largest amplitude, in [0, 1]; default 0.1. */
  readonly minimum?: number;
  /** Maximum number of peaks, keeping the highest; default all. */
  readonly count?: number;
}

/**
 * Finds the peaks of an amplitude spectrum: entries higher than both neighbours (an end counts if higher than its one
 * neighbour, a plateau by its first entry).
 *
 * ```ts
 * import { selectPeaks } from "@paper-notebooks/lib/spectral";
 *
 * if (`${selectPeaks([0, 3, 1, 2, 0, 0.1], { minimum: 0.5 })}` !== "1,3") throw new Error();
 * ```
 *
 * @param amplitude non-negative amplitudes on a grid of rising frequency
 * @param options which peaks to keep
 * @returns indices of the peaks, ascending; none for a constant zero spectrum
 * @throws {RangeError} if `amplitude` is empty, negative or not finite, or an option is out of its range
 */
export function selectPeaks(amplitude: ArrayLike<number>, options: PeakOptions = {}): Int32Array {
  const { minimum = 0.1, count = Infinity } = options;
  requireFinite("selectPeaks", "amplitude", amplitude, 1);
  if (!(minimum >= 0 && minimum <= 1)) {
    throw new RangeError(`selectPeaks: minimum must lie in [0, 1], got ${minimum}`);
  }
  if (count !== Infinity && (!Number.isInteger(count) || count < 1)) {
    throw new RangeError(`selectPeaks: count must be an integer ≥ 1, got ${count}`);
  }
  let greatest = 0;
  for (let j = 0; j < amplitude.length; j++) {
    if (amplitude[j] < 0) {
      throw new RangeError(`selectPeaks: amplitude[${j}] is ${amplitude[j]}, amplitudes are not negative`);
    }
    greatest = Math.max(greatest, amplitude[j]);
  }
  if (greatest === 0) return new Int32Array(0);

  const peaks: number[] = [];
  for (let start = 0; start < amplitude.length;) {
    const height = amplitude[start];
    let end = start + 1;
    while (end < amplitude.length && amplitude[end] === height) end++;
    const rises = start === 0 || amplitude[start - 1] < height;
    const falls = end === amplitude.length || amplitude[end] < height;
    if (rises && falls && height >= minimum * greatest) peaks.push(start);
    start = end;
  }
  const highest = peaks.toSorted((a, b) => amplitude[b] - amplitude[a]).slice(0, count);
  return Int32Array.from(highest).sort();
}
