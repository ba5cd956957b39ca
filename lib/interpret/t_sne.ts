import { TSNE } from "@saehrimnir/druidjs";
import { requireInteger, requireRows } from "./measures/checks.ts";

/** Settings of {@linkcode tSne}. */
export interface TSneOptions {
  /** Decides the start; 0 by default. */
  readonly seed?: number;
  /** Number of neighbours that a point is to keep near, in 1 … n − 1; 30 by default, or less for fewer than 91 points. */
  readonly perplexity?: number;
  /** Steps of the descent; 500 by default. */
  readonly iterations?: number;
}

/** Below this, all points would be neighbours of all. */
const LEAST_POINTS = 4;

/**
 * A map of points in the plane by t-SNE (van der Maaten and Hinton, 2008), by DruidJS.
 *
 * It shows clusters; distances between them, and their sizes, mean nothing. Checks belong on principal components,
 * correlations and effective rank. One seed gives one map on one machine and version; elsewhere rounding may turn it
 * into another.
 *
 * @param rows n points, four or more, of `columns` numbers, row-major; distances are Euclidean
 * @returns `[n, 2]`, row-major
 * @throws {RangeError} for rows that are not whole or too few, numbers that are not finite, or options out of range
 */
export function tSne(rows: ArrayLike<number>, columns: number, options: TSneOptions = {}): Float64Array {
  const n = requireRows("tSne", "the matrix", rows, columns, LEAST_POINTS);
  const { seed = 0, perplexity = Math.min(30, Math.max(1, (n - 1) / 3)), iterations = 500 } = options;
  requireInteger("tSne", "the seed", seed, 0, 2 ** 31 - 1);
  requireInteger("tSne", "the number of iterations", iterations, 1, 100_000);
  if (!(perplexity >= 1 && perplexity <= n - 1)) {
    throw new RangeError(
      `tSne: the perplexity must lie in 1 … ${n - 1}, one less than the points, got ${perplexity}`,
    );
  }
  const points = Array.from(
    { length: n },
    (_, i) => Float64Array.from({ length: columns }, (_, j) => rows[i * columns + j]),
  );
  const map: ArrayLike<ArrayLike<number>> = new TSNE(points, { perplexity, seed, d: 2 }).transform(
    iterations,
  );
  const plane = Float64Array.from({ length: 2 * n }, (_, i) => map[i >> 1][i % 2]);
  if (!plane.every(Number.isFinite)) {
    throw new RangeError(
      "tSne: the descent left the finite numbers; the points may be too far apart or mostly equal, rescale them",
    );
  }
  return plane;
}
