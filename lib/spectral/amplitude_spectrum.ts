import { modulus } from "./complex.ts";
import { nudft, nudftColumns } from "./nonuniform_fourier.ts";

/**
 * Computes the amplitude spectrum |F[y](k)| of values at arbitrary points (see {@link nudft}); sin 6x gives 0.5 at
 * k = 6.
 *
 * @param x n points
 * @param y n values
 * @param k angular frequencies
 * @returns one amplitude per frequency
 * @throws {RangeError} as {@link nudft}
 */
export function amplitudeSpectrum(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  k: ArrayLike<number>,
): Float64Array {
  return modulus(nudft(x, y, k));
}

/**
 * Averages the amplitude spectra of several functions on the same points, e.g. of the ten one-hot components of a
 * digit's label.
 *
 * @param x n points, e.g. images projected on their principal direction
 * @param Y n rows of `columns` values, row-major
 * @param columns number of functions
 * @param k angular frequencies
 * @returns one amplitude per frequency, (1/columns) Σ_c |F[y_c](k)|
 * @throws {RangeError} as {@link nudftColumns}
 */
export function meanAmplitudeSpectrum(
  x: ArrayLike<number>,
  Y: ArrayLike<number>,
  columns: number,
  k: ArrayLike<number>,
): Float64Array {
  const mean = new Float64Array(k.length);
  for (const spectrum of nudftColumns(x, Y, columns, k)) {
    modulus(spectrum).forEach((amplitude, j) => mean[j] += amplitude / columns);
  }
  return mean;
}
