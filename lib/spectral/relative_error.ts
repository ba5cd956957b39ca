import { requireSameLength } from "../checks.ts";
import { requireComplex } from "./checks.ts";
import type { ComplexArray } from "./complex.ts";

/**
 * Computes the relative error by frequency, e(k) = |ĥ(k) − ŷ(k)| / |ŷ(k)| (Xu et al. 2019, F-Principle).
 *
 * It is meaningful only where the target has content: pass the peaks of ŷ as `at` (see `selectPeaks`).
 *
 * ```ts
 * import { fft, relativeFrequencyError } from "@paper-notebooks/lib/spectral";
 *
 * const half = relativeFrequencyError(fft([0.5, -0.5]), fft([1, -1]), [1]);
 * if (half[0] !== 0.5) throw new Error();
 * ```
 *
 * @param estimate ĥ, spectrum of the network's output
 * @param target ŷ, spectrum of the target on the same frequencies
 * @param at indices of the frequencies to compare; all of them if left out
 * @returns one error per compared frequency
 * @throws {RangeError} if the spectra differ in length or are not finite, an index is outside them, or ŷ is zero there
 */
export function relativeFrequencyError(
  estimate: ComplexArray,
  target: ComplexArray,
  at?: ArrayLike<number>,
): Float64Array {
  requireComplex("relativeFrequencyError", "estimate", estimate);
  requireComplex("relativeFrequencyError", "target", target);
  const length = target.re.length;
  requireSameLength("relativeFrequencyError", "estimate", estimate.re.length, "target", length);
  const indices = at ?? Array.from({ length }, (_, j) => j);
  return Float64Array.from(indices, (j) => {
    if (!Number.isInteger(j) || j < 0 || j >= length) {
      throw new RangeError(`relativeFrequencyError: index ${j} is outside 0 … ${length - 1}`);
    }
    const size = Math.hypot(target.re[j], target.im[j]);
    if (size === 0) {
      throw new RangeError(
        `relativeFrequencyError: the target is zero at index ${j}; compare at peaks of the target only`,
      );
    }
    return Math.hypot(estimate.re[j] - target.re[j], estimate.im[j] - target.im[j]) / size;
  });
}
