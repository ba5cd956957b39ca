import type { Generator } from "../random/mod.ts";
import { requireFinite } from "../checks.ts";
import { quantileOfSorted } from "./summary.ts";

/** Options of {@link bootstrapInterval}. */
export interface BootstrapOptions {
  /** source of the resamples; advanced by `resamples` · n integers */
  readonly generator: Generator;
  /** number of resamples, at least 100; default 2000 */
  readonly resamples?: number;
  /** fraction of the bootstrap distribution inside the interval, in (0, 1); default 0.95 */
  readonly coverage?: number;
}

/** A statistic with its bootstrap interval. */
export interface BootstrapInterval {
  /** the statistic of the values themselves */
  readonly value: number;
  /** lower end */
  readonly low: number;
  /** upper end */
  readonly high: number;
}

/**
 * Computes the percentile bootstrap interval of a statistic (Efron 1979).
 *
 * @param values at least two finite numbers, e.g. one per seed
 * @param statistic function of the same number of values, e.g. `mean`
 * @param options generator, resamples, coverage
 * @throws {RangeError} if there are fewer than two values, one is not finite, an option is out of range, or the
 * statistic of a resample is not finite
 */
export function bootstrapInterval(
  values: ArrayLike<number>,
  statistic: (values: Float64Array) => number,
  options: BootstrapOptions,
): BootstrapInterval {
  const { generator, resamples = 2000, coverage = 0.95 } = options;
  requireFinite("bootstrapInterval", "values", values, 2);
  if (!Number.isInteger(resamples) || resamples < 100) {
    throw new RangeError(`bootstrapInterval: resamples must be an integer ≥ 100, got ${resamples}`);
  }
  if (!(coverage > 0 && coverage < 1)) {
    throw new RangeError(`bootstrapInterval: the coverage must lie in (0, 1), got ${coverage}`);
  }
  const n = values.length;
  const draws = new Float64Array(resamples);
  const resample = new Float64Array(n);
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < n; i++) resample[i] = values[generator.integer(n)];
    draws[r] = statistic(resample);
  }
  requireFinite("bootstrapInterval", "statistic of the resamples", draws, 1);
  draws.sort();
  const value = statistic(Float64Array.from(values));
  requireFinite("bootstrapInterval", "statistic", [value], 1);
  const tail = (1 - coverage) / 2;
  return { value, low: quantileOfSorted(draws, tail), high: quantileOfSorted(draws, 1 - tail) };
}
