import FFT from "fft.js";
import { binaryScale } from "../stats/binary_scale.ts";
import { requireFinite } from "../checks.ts";
import { requireComplex } from "./checks.ts";
import { type ComplexArray, complexArray } from "./complex.ts";

/**
 * Computes the discrete Fourier transform X_k = Σ_{j=0}^{n−1} x_j e^{−2πi jk/n} for any length n ≥ 1, unscaled.
 *
 * Lengths 2^m use fft.js (radix 4) directly; every other length becomes a circular convolution of length 2^m ≥ 2n − 1
 * (Bluestein 1970), which also uses fft.js. Both cost O(n log n). Meant for evenly spaced samples of a periodic
 * function; for any other points see `nudft`.
 *
 * @param input n real numbers, or n complex ones
 * @returns n complex numbers, k = 0 … n − 1; k > n/2 stands for the negative frequency k − n
 * @throws {RangeError} if the input is empty, holds a number that is not finite, or `re` and `im` differ in length, or
 * a result exceeds the largest number
 *
 * @example
 * ```ts
 * import { fft } from "@paper-notebooks/lib/spectral";
 * const { re } = fft([1, 1, 1]);
 * if (Math.abs(re[0] - 3) > 1e-12) throw new Error("the zero frequency is the sum");
 * ```
 */
export function fft(input: ArrayLike<number> | ComplexArray): ComplexArray {
  return transform("fft", toComplex("fft", input), 1);
}

/**
 * Inverts {@link fft}: x_j = (1/n) Σ_{k=0}^{n−1} X_k e^{+2πi jk/n} for any length n ≥ 1.
 *
 * ```ts
 * import { fft, inverseFft } from "@paper-notebooks/lib/spectral";
 *
 * const { re } = inverseFft(fft([1, 2, 3]));
 * if (re.some((value, i) => Math.abs(value - i - 1) > 1e-14)) throw new Error();
 * ```
 *
 * @param spectrum n complex numbers in the order of {@link fft}
 * @returns n complex numbers
 * @throws {RangeError} if the spectrum is empty, not finite, or `re` and `im` differ in length
 */
export function inverseFft(spectrum: ComplexArray): ComplexArray {
  const { re, im } = toComplex("inverseFft", spectrum);
  // The inverse is the forward transform with the roles of re and im exchanged on both sides, over n.
  const swapped = transform("inverseFft", { re: im, im: re }, re.length);
  return { re: swapped.im, im: swapped.re };
}

/** The transform divided by a divisor; numbers are first divided by a power of two if their sums could overflow. */
function transform(where: string, { re, im }: ComplexArray, divisor: number): ComplexArray {
  const n = re.length, scale = Math.max(binaryScale(re), binaryScale(im)), whole = scale === 1;
  const signal = whole ? { re, im } : { re: re.map((v) => v / scale), im: im.map((v) => v / scale) };
  const found = isPowerOfTwo(n) ? radixTwo(signal) : bluestein(signal);
  if (whole && divisor === 1) return found;
  const sized = (values: Float64Array) => values.map((value) => value / divisor * scale);
  const result = { re: sized(found.re), im: sized(found.im) };
  const beyond = (value: number) => !Number.isFinite(value);
  const at = Math.max(result.re.findIndex(beyond), result.im.findIndex(beyond));
  if (at >= 0) throw new RangeError(`${where}: result ${at} exceeds the largest number, ${Number.MAX_VALUE}`);
  return result;
}

function toComplex(where: string, input: ArrayLike<number> | ComplexArray): ComplexArray {
  if ("re" in input) {
    requireComplex(where, "input", input);
    return input;
  }
  requireFinite(where, "input", input, 1);
  return { re: Float64Array.from(input), im: new Float64Array(input.length) };
}

function isPowerOfTwo(n: number): boolean {
  return (n & (n - 1)) === 0;
}

function radixTwo(signal: ComplexArray): ComplexArray {
  const n = signal.re.length;
  // fft.js needs length 2 or more; the transform of one number is that number.
  if (n === 1) return { re: signal.re.slice(), im: signal.im.slice() };
  const data = new Float64Array(2 * n);
  for (let j = 0; j < n; j++) {
    data[2 * j] = signal.re[j];
    data[2 * j + 1] = signal.im[j];
  }
  const out = new Float64Array(2 * n);
  new FFT(n).transform(out, data);
  const result = complexArray(n);
  for (let k = 0; k < n; k++) {
    result.re[k] = out[2 * k];
    result.im[k] = out[2 * k + 1];
  }
  return result;
}

/** With jk = (j² + k² − (k−j)²)/2 the transform is c_k Σ_j (x_j c_j) c̄_{k−j}, where c_j = e^{−πi j²/n}. */
function bluestein(signal: ComplexArray): ComplexArray {
  const n = signal.re.length;
  const m = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const chirp = complexArray(n);
  for (let j = 0; j < n; j++) {
    // The angle depends on j² mod 2n only; reducing first keeps it accurate for long inputs.
    const angle = (Math.PI * ((j * j) % (2 * n))) / n;
    chirp.re[j] = Math.cos(angle);
    chirp.im[j] = -Math.sin(angle);
  }

  const modulated = complexArray(m);
  const kernel = complexArray(m);
  for (let j = 0; j < n; j++) {
    modulated.re[j] = signal.re[j] * chirp.re[j] - signal.im[j] * chirp.im[j];
    modulated.im[j] = signal.re[j] * chirp.im[j] + signal.im[j] * chirp.re[j];
    const mirror = (m - j) % m;
    kernel.re[j] = kernel.re[mirror] = chirp.re[j];
    kernel.im[j] = kernel.im[mirror] = -chirp.im[j];
  }

  const a = radixTwo(modulated);
  const b = radixTwo(kernel);
  // Exchanging re and im before and after makes the forward transform an unscaled inverse.
  const product = complexArray(m);
  for (let k = 0; k < m; k++) {
    product.im[k] = a.re[k] * b.re[k] - a.im[k] * b.im[k];
    product.re[k] = a.re[k] * b.im[k] + a.im[k] * b.re[k];
  }
  const convolved = radixTwo(product);
  const result = complexArray(n);
  for (let k = 0; k < n; k++) {
    const re = convolved.im[k] / m;
    const im = convolved.re[k] / m;
    result.re[k] = re * chirp.re[k] - im * chirp.im[k];
    result.im[k] = re * chirp.im[k] + im * chirp.re[k];
  }
  return result;
}
