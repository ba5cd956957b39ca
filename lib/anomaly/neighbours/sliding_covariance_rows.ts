import type { Windows } from "../windows.ts";
import type { Normalised } from "./normalised_nearest.ts";
import { seriesOf } from "./sliding_stride.ts";

/** Rows after which the recurrence starts again from whole products, which bounds the rounding that it carries. */
const RESTART = 256;
/** Candidates of a row after which those that have fallen behind are dropped. */
const MOST = 64;

/**
 * Candidates for the reference window of largest correlation with each query, both cut point by point from a series:
 * all whose correlation, within its rounding, may be the largest.
 *
 * cov(i, j) = cov(i − 1, j − 1) + f_i g_j + f_j g_i with f_i = (x_{i+d−1} − x_{i−1})/2 and
 * g_i = (x_{i+d−1} − μ_i) + (x_{i−1} − μ_{i−1}) (Zimmerman et al. 2019).
 *
 * @param x means and deviations of the queries
 * @param y those of the reference
 * @param visit gets the index of the query and the candidates, in an array that is used again
 */
export function slidingCovarianceRows(
  queries: Windows,
  reference: Windows,
  x: Normalised,
  y: Normalised,
  visit: (query: number, candidates: readonly number[]) => void,
): void {
  const { count: m, length: d } = queries, n = reference.count;
  const left = changes(seriesOf(queries, 1), x.means, d), right = changes(seriesOf(reference, 1), y.means, d);
  const inverse = y.deviations.map((deviation) => deviation > 0 ? 1 / deviation : 0);
  const covariance = new Float64Array(n), found: number[] = [], values: number[] = [];
  const error = 8 * 2 ** -52 * (RESTART + d) * d * left.range * right.range * largestOf(inverse);
  for (let i = 0; i < m; i++) {
    found.length = values.length = 0;
    let best = -Infinity, limit = -Infinity;
    const keep = (j: number, value: number) => {
      if (value > best) {
        best = value;
        limit = best - 2 * error;
        if (found.length >= MOST) prune(found, values, limit);
      }
      found.push(j);
      values.push(value);
    };
    if (i % RESTART === 0) {
      for (let j = 0; j < n; j++) {
        covariance[j] = wholeCovariance(queries, reference, x, y, i, j);
        const value = covariance[j] * inverse[j];
        if (value >= limit) keep(j, value);
      }
    } else {
      const f = left.f[i], g = left.g[i], { f: rightF, g: rightG } = right;
      let before = covariance[0];
      covariance[0] = wholeCovariance(queries, reference, x, y, i, 0);
      keep(0, covariance[0] * inverse[0]);
      for (let j = 1; j < n; j++) {
        const here = before + f * rightG[j] + rightF[j] * g, value = here * inverse[j];
        before = covariance[j];
        covariance[j] = here;
        if (value >= limit) keep(j, value);
      }
    }
    prune(found, values, limit);
    visit(i, found);
  }
}

/** f and g of each window but the first, and the range of the series. */
function changes(series: Float64Array, means: Float64Array, d: number) {
  const f = new Float64Array(means.length), g = new Float64Array(means.length);
  let low = Infinity, high = -Infinity;
  for (const value of series) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  for (let i = 1; i < means.length; i++) {
    f[i] = (series[i + d - 1] - series[i - 1]) / 2;
    g[i] = (series[i + d - 1] - means[i]) + (series[i - 1] - means[i - 1]);
  }
  return { f, g, range: high - low };
}

function wholeCovariance(a: Windows, b: Windows, x: Normalised, y: Normalised, i: number, j: number): number {
  const { length: d } = a, p = i * d, q = j * d, meanX = x.means[i], meanY = y.means[j];
  let sum = 0;
  for (let t = 0; t < d; t++) sum += (a.values[p + t] - meanX) * (b.values[q + t] - meanY);
  return sum;
}

function prune(found: number[], values: number[], limit: number): void {
  let kept = 0;
  for (let k = 0; k < found.length; k++) {
    if (values[k] < limit) continue;
    found[kept] = found[k];
    values[kept++] = values[k];
  }
  found.length = values.length = kept;
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
