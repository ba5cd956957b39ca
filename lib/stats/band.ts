import { requireFinite, requireSameLength } from "../checks.ts";
import { mean, quantile, standardDeviation } from "./summary.ts";

/** Curves of several seeds, summarised point by point; all arrays have the length of one curve. */
export interface SeedBand {
  /** mean over the seeds */
  readonly mean: Float64Array;
  /** lower edge of the band */
  readonly low: Float64Array;
  /** upper edge of the band */
  readonly high: Float64Array;
  /** sample standard deviation over the seeds (divisor n − 1) */
  readonly sd: Float64Array;
}

/**
 * Summarises the curves of several seeds by their mean, a quantile band and the standard deviation.
 *
 * @param curves one curve per seed, at least two, all on the same points
 * @param options.coverage share of the seeds inside the band, in (0, 1]; 1, the default, spans lowest to highest seed
 * @throws {RangeError} if there are fewer than two curves, they differ in length, are empty, or hold a number that is
 * not finite, or if the coverage is out of range
 */
export function bandOverSeeds(
  curves: readonly ArrayLike<number>[],
  options: { readonly coverage?: number } = {},
): SeedBand {
  const { coverage = 1 } = options;
  if (curves.length < 2) {
    throw new RangeError(`bandOverSeeds: a band needs the curves of at least 2 seeds, got ${curves.length}`);
  }
  if (!(coverage > 0 && coverage <= 1)) {
    throw new RangeError(`bandOverSeeds: the coverage must lie in (0, 1], got ${coverage}`);
  }
  const length = curves[0].length;
  curves.forEach((curve, seed) => {
    requireSameLength("bandOverSeeds", `curve ${seed}`, curve.length, "curve 0", length);
    requireFinite("bandOverSeeds", `curve ${seed}`, curve, 1);
  });
  const tail = (1 - coverage) / 2;
  const over = (summarise: (values: Float64Array) => number): Float64Array =>
    Float64Array.from({ length }, (_, j) => summarise(Float64Array.from(curves, (curve) => curve[j])));
  return {
    mean: over(mean),
    low: over((values) => quantile(values, tail)),
    high: over((values) => quantile(values, 1 - tail)),
    sd: over(standardDeviation),
  };
}
