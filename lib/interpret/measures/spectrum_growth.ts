import { requireFinite, requireInteger, requireSameLength } from "../../checks.ts";
import { kendallTau } from "../../stats/kendall_tau.ts";

/** When each of the leading eigenvalues grew. */
export interface SpectrumGrowth {
  /** Step at which eigenvalue k first reaches the given fraction of its final value, by k from the largest. */
  readonly steps: readonly number[];
  /** Kendall's τ between k and the step: 1 if they grow one after another, 0 without order. */
  readonly order: number;
}

/**
 * Whether the eigenvalues of an embedding grow one by one (paper 03, claim C8): for each of the largest, the first step
 * at which it reaches a given fraction of its final value.
 *
 * Eigenvalue k at a step is the k-th largest there, so directions may swap between steps.
 *
 * @param steps ascending steps at which spectra were taken
 * @param spectra the descending eigenvalues at each, of equal length
 * @param count number of largest eigenvalues, 2 or more
 * @param share fraction of the final value; 0.1 is our choice
 * @throws {RangeError} for steps that do not increase, spectra of other numbers or lengths, numbers that are not
 *   finite, a
 * count or share out of range, or a final eigenvalue that is not positive
 */
export function spectrumGrowth(
  steps: readonly number[],
  spectra: readonly ArrayLike<number>[],
  count: number,
  share = 0.1,
): SpectrumGrowth {
  const where = "spectrumGrowth";
  requireSameLength(where, "steps", steps.length, "spectra", spectra.length);
  if (steps.length === 0) throw new RangeError(`${where}: needs one spectrum or more, got none`);
  const odd = steps.findIndex((step, i) => !Number.isFinite(step) || (i > 0 && step <= steps[i - 1]));
  if (odd >= 0) throw new RangeError(`${where}: the steps must rise, step ${odd} is ${steps[odd]}`);
  const final = spectra[spectra.length - 1];
  spectra.forEach((spectrum, i) => {
    requireSameLength(where, `spectrum ${i}`, spectrum.length, "the last", final.length);
    requireFinite(where, `spectrum ${i}`, spectrum);
  });
  requireInteger(where, "the count", count, 2, final.length);
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(`${where}: the share must lie in (0, 1], got ${share}`);
  }
  const ranks = Array.from({ length: count }, (_, k) => k);
  const reached = ranks.map((k) => {
    if (!(final[k] > 0)) {
      throw new RangeError(`${where}: the final eigenvalue ${k} is ${final[k]}, it must be positive`);
    }
    return steps[spectra.findIndex((spectrum) => spectrum[k] >= share * final[k])];
  });
  return { steps: reached, order: kendallTau(ranks, reached) };
}
