import { projectRows } from "../linalg/project_rows.ts";
import { requireFinite, requireSameLength } from "../checks.ts";
import { type ComplexArray, complexArray } from "./complex.ts";

/**
 * Computes the non-uniform discrete Fourier transform F[y](k) = (1/n) Σ_i y_i e^{−i k x_i}, with k an angular
 * frequency (no 2π): sin 6x has amplitude 0.5 at k = 6.
 *
 * The sums are exact up to rounding (≈1e-14 for |kx| ≤ 100), at any points, in O(n · length of k). On a finite uneven
 * set the exponentials are not orthogonal, so the squared amplitudes do not add up to the energy of y.
 *
 * @param x n points
 * @param y n values at these points
 * @param k angular frequencies, in radians per unit of x, in any order
 * @returns one complex number per frequency
 * @throws {RangeError} if x or k is empty, x and y differ in length, or a number is not finite
 */
export function nudft(x: ArrayLike<number>, y: ArrayLike<number>, k: ArrayLike<number>): ComplexArray {
  requireSameLength("nudft", "x", x.length, "y", y.length);
  return nudftColumns(x, y, 1, k)[0];
}

/**
 * Computes {@link nudft} of points in d dimensions along a direction: (1/n) Σ_i y_i e^{−i k x_i·d} (Eq. 2 of
 * arXiv 2405.17479).
 *
 * ```ts
 * import { nudftAlong } from "@paper-notebooks/lib/spectral";
 *
 * const points = [0, 5, Math.PI, 7], { re } = nudftAlong(points, [1, -1], [1, 0], [1]);
 * if (re[0] !== 1) throw new Error("cos x at 0 and π; the second column is at right angles to the direction");
 * ```
 *
 * @param X n rows of d columns, row-major
 * @param y n values
 * @param direction d numbers, not normalised; a unit vector makes k a frequency per unit length
 * @param k angular frequencies
 * @returns one complex number per frequency
 * @throws {RangeError} if the sizes do not fit, the direction has norm zero, k is empty, or a number is not finite
 */
export function nudftAlong(
  X: ArrayLike<number>,
  y: ArrayLike<number>,
  direction: ArrayLike<number>,
  k: ArrayLike<number>,
): ComplexArray {
  return nudft(projectRows(X, direction), y, k);
}

/**
 * Computes {@link nudft} of several functions given on the same points, sharing the exponentials.
 *
 * @param x n points
 * @param Y n rows of `columns` values, row-major, e.g. one-hot labels
 * @param columns number of functions
 * @param k angular frequencies
 * @returns `columns` spectra, each with one complex number per frequency
 * @throws {RangeError} if x or k is empty, Y does not hold n · columns numbers, or a number is not finite
 */
export function nudftColumns(
  x: ArrayLike<number>,
  Y: ArrayLike<number>,
  columns: number,
  k: ArrayLike<number>,
): ComplexArray[] {
  if (!Number.isInteger(columns) || columns < 1) {
    throw new RangeError(`nudft: the number of columns must be an integer ≥ 1, got ${columns}`);
  }
  requireFinite("nudft", "x", x, 1);
  requireFinite("nudft", "k", k, 1);
  requireSameLength("nudft", "y", Y.length, `x (times ${columns})`, x.length * columns);
  requireFinite("nudft", "y", Y, 1);

  const n = x.length;
  const spectra = Array.from({ length: columns }, () => complexArray(k.length));
  const phase = complexArray(k.length);
  const fillPhases = phaseFiller(k, phase);
  for (let i = 0; i < n; i++) {
    fillPhases(x[i]);
    for (let column = 0; column < columns; column++) {
      const value = Y[i * columns + column] / n;
      // One-hot labels are mostly zeros.
      if (value === 0) continue;
      const { re, im } = spectra[column];
      for (let j = 0; j < k.length; j++) {
        re[j] += value * phase.re[j];
        im[j] += value * phase.im[j];
      }
    }
  }
  return spectra;
}

/** Length of a run of the phase recurrence; its rounding error grows to about this many units of 2^-53. */
const RECURRENCE_LENGTH = 16;

/**
 * Returns a function that writes e^{−i k_j x} for a given x into `phase`.
 *
 * On an evenly spaced grid it multiplies by e^{−i Δk x} and computes a new sine and cosine every sixteenth step. This
 * is about eight times faster than a sine and cosine per frequency, and equally accurate to a few units of 2^-53.
 */
function phaseFiller(k: ArrayLike<number>, phase: ComplexArray): (x: number) => void {
  const { re, im } = phase;
  const count = k.length;
  const step = evenStep(k);
  if (step === null) {
    return (x) => {
      for (let j = 0; j < count; j++) {
        re[j] = Math.cos(k[j] * x);
        im[j] = -Math.sin(k[j] * x);
      }
    };
  }
  return (x) => {
    const turnRe = Math.cos(step * x);
    const turnIm = -Math.sin(step * x);
    for (let start = 0; start < count; start += RECURRENCE_LENGTH) {
      let a = Math.cos(k[start] * x);
      let b = -Math.sin(k[start] * x);
      const end = Math.min(start + RECURRENCE_LENGTH, count);
      for (let j = start; j < end; j++) {
        re[j] = a;
        im[j] = b;
        const next = a * turnRe - b * turnIm;
        b = a * turnIm + b * turnRe;
        a = next;
      }
    }
  };
}

/** The spacing of `k` if it is even up to rounding, otherwise null. */
function evenStep(k: ArrayLike<number>): number | null {
  const last = k.length - 1;
  if (last < RECURRENCE_LENGTH) return null;
  const step = (k[last] - k[0]) / last;
  const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(k[0]), Math.abs(k[last]));
  for (let j = 0; j <= last; j++) {
    if (Math.abs(k[0] + j * step - k[j]) > tolerance) return null;
  }
  return step;
}
