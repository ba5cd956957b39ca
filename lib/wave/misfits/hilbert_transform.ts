import { requireRows } from "../../checks.ts";
import { fft, inverseFft } from "../../spectral/mod.ts";

/**
 * The Hilbert transform of each trace of a gather: every frequency of it a quarter of a period later. Traces are padded
 * by zeros to more than twice their length, so that no end meets the other; the transpose is then minus the transform.
 *
 * @param gather steps × receivers
 * @returns likewise
 * @throws {RangeError} where the gather is empty, has no whole rows, or holds a number that is not finite
 */
export function hilbertTransform(gather: ArrayLike<number>, receivers: number): Float64Array {
  const steps = requireRows("hilbertTransform", "gather", gather, receivers);
  const result = new Float64Array(gather.length), length = 2 ** Math.ceil(Math.log2(2 * steps));
  // Two traces at a time, as the parts of one complex signal.
  for (let r = 0; r < receivers; r += 2) {
    const re = new Float64Array(length), im = new Float64Array(length), both = r + 1 < receivers;
    for (let n = 0; n < steps; n++) {
      re[n] = gather[n * receivers + r];
      if (both) im[n] = gather[n * receivers + r + 1];
    }
    const spectrum = fft({ re, im });
    // Times −i at positive frequencies and i at negative ones.
    const turned = { re: new Float64Array(length), im: new Float64Array(length) };
    for (let k = 1; k < length / 2; k++) {
      turned.re[k] = spectrum.im[k];
      turned.im[k] = -spectrum.re[k];
      turned.re[length - k] = -spectrum.im[length - k];
      turned.im[length - k] = spectrum.re[length - k];
    }
    const signal = inverseFft(turned);
    for (let n = 0; n < steps; n++) {
      result[n * receivers + r] = signal.re[n];
      if (both) result[n * receivers + r + 1] = signal.im[n];
    }
  }
  return result;
}
