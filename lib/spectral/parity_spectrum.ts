import { requireFinite, requireSameLength } from "../checks.ts";
import { type ComplexArray, complexArray } from "./complex.ts";
import { nudft } from "./nonuniform_fourier.ts";

/**
 * Evaluates the spectrum of the parity of n bits over all 2^n points of {−1, 1}^n along (1, …, 1),
 * 2^{−n} Σ_x Π_j x_j e^{−ik Σ_j x_j} = (−i sin k)^n.
 *
 * Its amplitude |sin k|^n has period π and is symmetric about π/2, so [0, π/2] shows all of it.
 *
 * @param n number of bits, at least 1
 * @param k angular frequencies
 * @returns one complex number per frequency
 * @throws {RangeError} if `n` is not an integer ≥ 1, or k is empty or not finite
 */
export function paritySpectrumExact(n: number, k: ArrayLike<number>): ComplexArray {
  requireBits("paritySpectrumExact", n);
  requireFinite("paritySpectrumExact", "k", k, 1);
  const spectrum = complexArray(k.length);
  for (let j = 0; j < k.length; j++) {
    const power = Math.sin(k[j]) ** n;
    // (−i)^n runs through 1, −i, −1, i.
    if (n % 2 === 0) spectrum.re[j] = n % 4 === 0 ? power : -power;
    else spectrum.im[j] = n % 4 === 1 ? -power : power;
  }
  return spectrum;
}

/**
 * Computes the spectrum of values on some points of {−1, 1}^n along (1, …, 1), (1/m) Σ_i y_i e^{−ik Σ_j x_ij}.
 *
 * The sum of n signs has only n + 1 possible values, so the values are first grouped by that sum.
 *
 * @param X m rows of n entries ±1, row-major
 * @param y m values: the parity itself or a network's output
 * @param n number of bits
 * @param k angular frequencies
 * @returns one complex number per frequency
 * @throws {RangeError} if an entry of X is not ±1, the sizes do not fit, y or k is empty, or a number is not finite
 */
export function paritySpectrum(
  X: ArrayLike<number>,
  y: ArrayLike<number>,
  n: number,
  k: ArrayLike<number>,
): ComplexArray {
  requireBits("paritySpectrum", n);
  requireFinite("paritySpectrum", "y", y, 1);
  requireSameLength("paritySpectrum", "X", X.length, `y (times ${n} bits)`, y.length * n);
  const sums = Float64Array.from({ length: n + 1 }, (_, ones) => 2 * ones - n);
  const totals = new Float64Array(n + 1);
  for (let i = 0; i < y.length; i++) {
    let ones = 0;
    for (let j = i * n; j < (i + 1) * n; j++) {
      if (X[j] !== 1 && X[j] !== -1) {
        throw new RangeError(`paritySpectrum: X[${j}] is ${X[j]}, parity inputs must be −1 or 1`);
      }
      if (X[j] === 1) ones++;
    }
    totals[ones] += y[i];
  }
  const scale = (n + 1) / y.length; // nudft divides by its own number of points
  return nudft(sums, totals.map((total) => total * scale), k);
}

/**
 * Computes the root mean square deviation of the spectrum of a random subset from that of the whole set,
 * E|F_S − F|² = (1 − m/N)/m · N/(N − 1) · (1 − |F|²), for values of modulus 1 and subsets drawn without replacement.
 *
 * For the parity of 10 bits it is 0.062, 0.031 and 0.016 at low frequency for 20, 50 and 80 % of the 1024 points.
 *
 * @param sampleSize m, the size of the subset
 * @param total N, the size of the whole set
 * @param amplitude |F(k)| of the whole set, each in [0, 1]
 * @returns one deviation per frequency
 * @throws {RangeError} if the sizes are not integers with 1 ≤ m ≤ N and N ≥ 2, or an amplitude is outside [0, 1]
 */
export function subsampleSpectrumRms(
  sampleSize: number,
  total: number,
  amplitude: ArrayLike<number>,
): Float64Array {
  if (!Number.isInteger(total) || total < 2) {
    throw new RangeError(`subsampleSpectrumRms: the total must be an integer ≥ 2, got ${total}`);
  }
  if (!Number.isInteger(sampleSize) || sampleSize < 1 || sampleSize > total) {
    throw new RangeError(`subsampleSpectrumRms: the sample size must be in 1 … ${total}, got ${sampleSize}`);
  }
  requireFinite("subsampleSpectrumRms", "amplitude", amplitude, 1);
  const factor = (1 - sampleSize / total) / sampleSize * total / (total - 1);
  return Float64Array.from(amplitude, (value, j) => {
    // Rounding may push the modulus of a computed spectrum above 1.
    if (value < 0 || value > 1 + 1e-9) {
      throw new RangeError(`subsampleSpectrumRms: amplitude[${j}] is ${value}, it must lie in [0, 1]`);
    }
    return Math.sqrt(factor * Math.max(0, 1 - value * value));
  });
}

function requireBits(where: string, n: number): void {
  if (!Number.isInteger(n) || n < 1) {
    throw new RangeError(`${where}: the number of bits must be an integer ≥ 1, got ${n}`);
  }
}
