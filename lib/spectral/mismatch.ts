import { requireFinite, requireSameLength } from "../checks.ts";
import { requireComplex } from "./checks.ts";
import type { ComplexArray } from "./complex.ts";

/** A band of angular frequencies, both ends included. */
export interface Band {
  /** lowest frequency */
  readonly from: number;
  /** highest frequency */
  readonly to: number;
}

/**
 * Computes the spurious low-frequency content of a sample,
 * A_low = max_{k in band} |F_S[y](k) − F_all[y](k)|: how far its spectrum is from that of the whole set.
 *
 * @param sample F_S, spectrum on the sample
 * @param reference F_all, spectrum on the whole set, on the same frequencies
 * @param k angular frequencies of both spectra
 * @param band frequencies that count as low
 * @throws {RangeError} if lengths differ, a number is not finite, the band is reversed, or no frequency lies in it
 */
export function spectralMismatch(
  sample: ComplexArray,
  reference: ComplexArray,
  k: ArrayLike<number>,
  band: Band,
): number {
  requireComplex("spectralMismatch", "sample", sample);
  requireComplex("spectralMismatch", "reference", reference);
  requireFinite("spectralMismatch", "k", k, 1);
  requireSameLength("spectralMismatch", "sample", sample.re.length, "k", k.length);
  requireSameLength("spectralMismatch", "reference", reference.re.length, "k", k.length);
  if (!(band.from <= band.to)) {
    throw new RangeError(`spectralMismatch: a band needs from ≤ to, got [${band.from}, ${band.to}]`);
  }
  let greatest = -1;
  for (let j = 0; j < k.length; j++) {
    if (k[j] < band.from || k[j] > band.to) continue;
    const gap = Math.hypot(sample.re[j] - reference.re[j], sample.im[j] - reference.im[j]);
    greatest = Math.max(greatest, gap);
  }
  if (greatest < 0) {
    throw new RangeError(`spectralMismatch: no frequency of the grid lies in [${band.from}, ${band.to}]`);
  }
  return greatest;
}
