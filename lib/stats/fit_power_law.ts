import type { Generator } from "../random/mod.ts";
import { spearman } from "./correlation.ts";
import { median, quantile } from "./summary.ts";

/** Options of {@linkcode fitPowerLaw}. */
export interface PowerLawOptions {
  /** Source of the resamples of points. */
  readonly generator: Generator;
  /** Number of resamples; default 1000. */
  readonly resamples?: number;
  /** Fraction of the bootstrap distribution inside the interval; default 0.95. */
  readonly coverage?: number;
}

/** A straight line through logarithms, with robust alternatives. */
export interface PowerLaw {
  /** Exponent: slope of ln y on ln x by least squares. */
  readonly slope: number;
  /** Ends of its bootstrap interval over points. */
  readonly low: number;
  readonly high: number;
  /** ln y at ln x = 0 */
  readonly intercept: number;
  /** Median of the slopes between all pairs of points (Theil and Sen), which is robust to a few outliers. */
  readonly theilSen: number;
  /** Spearman's rank correlation of x and y. */
  readonly spearman: number;
}

/**
 * Fits y = C x^s by least squares on logarithms.
 *
 * @param x positive numbers, 3 or more, whose logarithms are not all equal
 * @param y as many positive numbers, not all equal
 * @param options source of the bootstrap, resamples, coverage
 * @throws {RangeError} for fewer than 3 points, lists of unequal length, numbers that are not positive and finite, a
 * constant list, or abscissae of one logarithm
 */
export function fitPowerLaw(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { generator, resamples = 1000, coverage = 0.95 }: PowerLawOptions,
): PowerLaw {
  const n = x.length;
  if (n !== y.length) throw new RangeError(`fitPowerLaw: ${n} abscissae and ${y.length} ordinates`);
  if (n < 3) throw new RangeError(`fitPowerLaw: ${n} points, a slope with an interval needs 3 or more`);
  for (const [name, values] of [["x", x], ["y", y]] as const) {
    for (let i = 0; i < n; i++) {
      if (!(values[i] > 0) || !Number.isFinite(values[i])) {
        throw new RangeError(
          `fitPowerLaw: ${name}[${i}] is ${values[i]}, a logarithm needs positive numbers`,
        );
      }
    }
  }
  if (!Number.isInteger(resamples) || resamples < 100) {
    throw new RangeError(`fitPowerLaw: resamples must be an integer ≥ 100, got ${resamples}`);
  }
  if (!(coverage > 0 && coverage < 1)) {
    throw new RangeError(`fitPowerLaw: the coverage must lie in (0, 1), got ${coverage}`);
  }
  const rank = spearman(x, y);
  const u = Float64Array.from(x, Math.log), v = Float64Array.from(y, Math.log);
  const all = Int32Array.from({ length: n }, (_, i) => i);
  if (isOnePoint(u, all)) {
    throw new RangeError(
      `fitPowerLaw: the ${n} abscissae lie so close to ${x[0]} that all have the logarithm ${
        u[0]
      }, a slope needs two`,
    );
  }
  const { slope, intercept } = leastSquares(u, v, all);
  const drawn = new Int32Array(n), slopes: number[] = [];
  while (slopes.length < resamples) {
    for (let i = 0; i < n; i++) drawn[i] = generator.integer(n);
    // A resample with only one distinct abscissa has no slope.
    if (!isOnePoint(u, drawn)) slopes.push(leastSquares(u, v, drawn).slope);
  }
  return {
    slope,
    low: quantile(slopes, (1 - coverage) / 2),
    high: quantile(slopes, (1 + coverage) / 2),
    intercept,
    theilSen: theilSen(u, v),
    spearman: rank,
  };
}

/** Whether all abscissae are equal; their mean is rounded, so deviations from it need not be zero. */
function isOnePoint(u: Float64Array, indices: Int32Array): boolean {
  return indices.every((i) => u[i] === u[indices[0]]);
}

function leastSquares(
  u: Float64Array,
  v: Float64Array,
  indices: Int32Array,
): { slope: number; intercept: number } {
  let meanU = 0, meanV = 0, uu = 0, uv = 0;
  for (const i of indices) {
    meanU += u[i] / indices.length;
    meanV += v[i] / indices.length;
  }
  for (const i of indices) {
    uu += (u[i] - meanU) ** 2;
    uv += (u[i] - meanU) * (v[i] - meanV);
  }
  const slope = uv / uu;
  return { slope, intercept: meanV - slope * meanU };
}

function theilSen(u: Float64Array, v: Float64Array): number {
  const slopes: number[] = [];
  for (let i = 0; i < u.length; i++) {
    for (let j = 0; j < i; j++) if (u[i] !== u[j]) slopes.push((v[i] - v[j]) / (u[i] - u[j]));
  }
  return median(slopes);
}
