/** Morozov's discrepancy principle. */
import { requireInteger, requireSameLength } from "../../checks.ts";

/**
 * The misfit ½ Σ (p − d)² that noise alone leaves, ½ Σ σ²N over the gathers: an inversion that goes below it fits noise.
 *
 * @param noise σ of each gather
 * @param samples N of each gather
 * @throws {RangeError} for lists of different lengths, σ that is negative, or N that is no positive integer
 */
export function discrepancyLevel(noise: readonly number[], samples: readonly number[]): number {
  const owner = "discrepancyLevel";
  requireSameLength(owner, "noise", noise.length, "samples", samples.length);
  return noise.reduce((sum, sigma, k) => {
    requireInteger(owner, "samples", samples[k]);
    if (!(sigma >= 0 && Number.isFinite(sigma))) {
      throw new RangeError(`${owner}: noise must be finite and not negative, got ${sigma} for gather ${k}`);
    }
    return sum + sigma ** 2 * samples[k] / 2;
  }, 0);
}
