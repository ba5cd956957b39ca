/** What samples of a model say: mean, spread, and whether the spread is right. */
import { requireFinite, requirePositive, requireSameLength } from "../../checks.ts";
import { quantile } from "../../stats/mod.ts";

/** Mean and standard deviation of each node over samples. */
export interface Posterior {
  readonly mean: Float64Array;
  /** Divisor n − 1. */
  readonly sd: Float64Array;
}

/**
 * Mean and spread of samples.
 *
 * @param samples two or more of one length
 * @throws {RangeError} for fewer, other lengths, or numbers that are not finite
 */
export function posteriorOf(samples: readonly ArrayLike<number>[]): Posterior {
  if (samples.length < 2) {
    throw new RangeError(`posteriorOf: needs two samples or more, got ${samples.length}`);
  }
  const n = samples[0].length, mean = new Float64Array(n), squares = new Float64Array(n);
  samples.forEach((sample, k) => {
    requireSameLength("posteriorOf", `sample ${k}`, sample.length, "sample 0", n);
    requireFinite("posteriorOf", `sample ${k}`, sample);
    // Welford's update, which loses no digits to a large mean.
    for (let i = 0; i < n; i++) {
      const before = sample[i] - mean[i];
      mean[i] += before / (k + 1);
      squares[i] += before * (sample[i] - mean[i]);
    }
  });
  return { mean, sd: squares.map((sum) => Math.sqrt(sum / (samples.length - 1))) };
}

/**
 * Share of nodes whose truth lies within mean ± width·sd.
 *
 * @param width in standard deviations, positive
 * @throws {RangeError} for lengths that differ, or a width that is not positive
 */
export function coverage({ mean, sd }: Posterior, truth: ArrayLike<number>, width: number): number {
  requireSameLength("coverage", "the truth", truth.length, "the mean", mean.length);
  requirePositive("coverage", "width", width);
  return mean.filter((value, i) => Math.abs(truth[i] - value) <= width * sd[i]).length / mean.length;
}

/**
 * Factor for the standard deviations of a method, learnt on a model whose truth is known, with which mean ± width·sd
 * covers a share of the nodes.
 *
 * @param share wanted, in 0 … 1
 * @throws {RangeError} as {@linkcode coverage}, or for a share outside 0 … 1 or a spread that is 0 somewhere
 */
export function recalibration(
  posterior: Posterior,
  truth: ArrayLike<number>,
  { width, share }: { width: number; share: number },
): number {
  coverage(posterior, truth, width);
  return quantile(
    posterior.mean.map((mean, i) => Math.abs(truth[i] - mean) / (width * posterior.sd[i])),
    share,
  );
}

/** A posterior with its standard deviations times a factor. */
export function rescaled({ mean, sd }: Posterior, factor: number): Posterior {
  requirePositive("rescaled", "factor", factor);
  return { mean, sd: sd.map((value) => factor * value) };
}
