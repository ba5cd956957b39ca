import type { Windows } from "../windows.ts";
import type { NormalisedWindows } from "./normalised_windows.ts";
import { seriesOf } from "./sliding_stride.ts";

/** Rows after which the recurrence starts again from whole products, which bounds the rounding that it carries; odd. */
const RESTART = 257;
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
  x: NormalisedWindows,
  y: NormalisedWindows,
  visit: (query: number, candidates: readonly number[]) => void,
): void {
  const { count: m, length: d } = queries, n = reference.count;
  const left = changes(seriesOf(queries, 1), d), right = changes(seriesOf(reference, 1), d);
  const inverse = y.deviations.map((deviation) => deviation > 0 ? 1 / deviation : 0);
  const covariance = new Float64Array(n), list = new CandidateList(), second = new CandidateList();
  const slack = 16 * 2 ** -52 * (RESTART + d) * d * left.range * right.range * largestOf(inverse);
  const whole = (i: number, j: number) => wholeCovariance(queries, reference, x, y, i, j);
  for (let i = 0; i < m;) {
    if (i % RESTART === 0 || i === m - 1) {
      list.clear(slack);
      for (let j = 0; j < n; j++) {
        covariance[j] = whole(i, j);
        list.add(j, covariance[j] * inverse[j]);
      }
      visit(i++, list.finish());
      second.best = list.best;
      continue;
    }
    const near = second.best + 1;
    list.clear(slack);
    second.clear(slack);
    twoRows({
      covariance,
      inverse,
      left,
      right,
      i,
      near,
      first: whole(i, 0),
      next: whole(i + 1, 0),
      slack,
      list,
      second,
    });
    visit(i++, list.finish());
    visit(i++, second.finish());
  }
}

/** Rows i and i + 1 from row i − 1 in one pass, which reads and writes the covariances once. */
function twoRows(
  { covariance, inverse, left, right: { f: rightF, g: rightG }, i, near, first, next, slack, list, second }: {
    /** row i − 1 before, row i + 1 after */
    readonly covariance: Float64Array;
    readonly inverse: Float64Array;
    readonly left: Changes;
    readonly right: Changes;
    readonly i: number;
    /** where the largest of row i is expected */
    readonly near: number;
    /** covariances of both rows at 0 */
    readonly first: number;
    readonly next: number;
    readonly slack: number;
    readonly list: CandidateList;
    readonly second: CandidateList;
  },
): void {
  const n = covariance.length, f = left.f[i], g = left.g[i], nextF = left.f[i + 1], nextG = left.g[i + 1];
  let limit = -Infinity, nextLimit = -Infinity;
  // What was nearest before is likely to be so one on: fewer windows then get in.
  if (near > 0 && near + 1 < n) {
    const here = covariance[near - 1] + f * rightG[near] + rightF[near] * g;
    limit = here * inverse[near] - slack;
    nextLimit = (here + nextF * rightG[near + 1] + rightF[near + 1] * nextG) * inverse[near + 1] - slack;
  }
  let before = covariance[0], above = first;
  covariance[0] = next;
  if (first * inverse[0] >= limit) limit = list.add(0, first * inverse[0]);
  if (next * inverse[0] >= nextLimit) nextLimit = second.add(0, next * inverse[0]);
  for (let j = 1; j < n; j++) {
    const a = rightF[j], b = rightG[j], c = inverse[j];
    const here = before + f * b + a * g, below = above + nextF * b + a * nextG;
    before = covariance[j];
    covariance[j] = below;
    above = here;
    if (here * c >= limit) limit = Math.max(limit, list.add(j, here * c));
    if (below * c >= nextLimit) nextLimit = Math.max(nextLimit, second.add(j, below * c));
  }
}

/** The largest of values that come in any order, and all that are within a slack of it. */
class CandidateList {
  readonly #found: number[] = [];
  readonly #values: number[] = [];
  #most = -Infinity;
  #slack = 0;
  /** where the largest came from */
  best = -1;

  clear(slack: number): void {
    this.#found.length = this.#values.length = 0;
    this.#most = -Infinity;
    this.#slack = slack;
  }

  /** Adds a value that may be the largest; returns the limit below which none is. */
  add(j: number, value: number): number {
    if (value > this.#most) {
      this.#most = value;
      this.best = j;
      if (this.#found.length >= MOST) this.#prune();
    }
    this.#found.push(j);
    this.#values.push(value);
    return this.#most - this.#slack;
  }

  /** Where the values within the slack of the largest came from. */
  finish(): readonly number[] {
    this.#prune();
    return this.#found;
  }

  #prune(): void {
    const limit = this.#most - this.#slack;
    let kept = 0;
    for (let k = 0; k < this.#found.length; k++) {
      if (this.#values[k] < limit) continue;
      this.#found[kept] = this.#found[k];
      this.#values[kept++] = this.#values[k];
    }
    this.#found.length = this.#values.length = kept;
  }
}

/** f and g of each window but the first, and the range of the series. */
interface Changes {
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly range: number;
}

function changes(raw: Float64Array, d: number): Changes {
  let low = Infinity, high = -Infinity;
  for (const value of raw) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // Around its middle, so that rounding goes with the range of the series and not with its distance from 0.
  const middle = low + (high - low) / 2, series = raw.map((value) => value - middle);
  const count = raw.length - d + 1, f = new Float64Array(count), g = new Float64Array(count);
  let before = 0;
  for (let i = 0; i < count; i++) {
    let mean = 0;
    for (let t = i; t < i + d; t++) mean += series[t] / d;
    if (i > 0) {
      f[i] = (series[i + d - 1] - series[i - 1]) / 2;
      g[i] = (series[i + d - 1] - mean) + (series[i - 1] - before);
    }
    before = mean;
  }
  return { f, g, range: high - low };
}

function wholeCovariance(
  a: Windows,
  b: Windows,
  x: NormalisedWindows,
  y: NormalisedWindows,
  i: number,
  j: number,
): number {
  const { length: d } = a, p = i * d, q = j * d, meanX = x.means[i], meanY = y.means[j];
  let sum = 0;
  for (let t = 0; t < d; t++) sum += (a.values[p + t] - meanX) * (b.values[q + t] - meanY);
  return sum;
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
