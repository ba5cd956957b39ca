import { fft } from "../../spectral/mod.ts";

/**
 * Amplitudes ê(k) = (2/M)|FFT(e)|, k = 0 … `highest`, of an error on M periodic points, that is, without the repeated
 * end point; k = 0 halved, so that A sin kx gives A. k counts periods of the domain: it is the angular frequency on an
 * interval of length 2π.
 *
 * @param error M values, u − u*
 * @throws {RangeError} for a `highest` that is not a non-negative integer or above M/2 (aliasing)
 */
export function errorSpectrum(error: ArrayLike<number>, highest: number): Float64Array {
  const { length } = error;
  if (!Number.isInteger(highest) || highest < 0 || highest > length / 2) {
    throw new RangeError(
      `errorSpectrum: the highest frequency must be an integer in 0 … ${Math.floor(length / 2)} (half the ` +
        `${length} points; higher ones alias), got ${highest}`,
    );
  }
  const { re, im } = fft(error);
  return Float64Array.from(
    { length: highest + 1 },
    (_, k) => (k === 0 || 2 * k === length ? 1 : 2) / length * Math.hypot(re[k], im[k]),
  );
}

/**
 * Fraction of the squared error that lies in k = 0 … `highest`, by Parseval's identity.
 *
 * @param error M values on periodic points
 * @throws {RangeError} as {@linkcode errorSpectrum}, or for an error that is 0 everywhere
 */
export function lowFrequencyShare(error: ArrayLike<number>, highest: number): number {
  const amplitudes = errorSpectrum(error, highest);
  const total = Array.from(error).reduce((sum, e) => sum + e * e, 0) / error.length;
  if (total === 0) throw new RangeError("lowFrequencyShare: the error is 0 everywhere");
  return amplitudes.reduce((sum, a, k) => sum + (k === 0 || 2 * k === error.length ? 1 : 0.5) * a * a, 0) /
    total;
}
