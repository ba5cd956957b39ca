import { largest, mean, smallest } from "../../stats/mod.ts";
import { rangeScale, scaled } from "../columns.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import type { Windows } from "../windows.ts";

/**
 * Wrap-around discrepancy of a window against the standard ones (Fang and Ma 2001), all scaled to the standard
 * windows' ranges: −(4/3)^d + n⁻² Σ_i Π_j (3/2 − u + u²), u = |x_j − x_ij|. As in `pyod.models.qmcd.QMCD` the scores
 * are turned round, max + min − score of the standard windows, where those have negative skewness or negative excess
 * kurtosis.
 */
export const qmcd: DetectorFactory<Record<never, never>> = defineDetector<Record<never, never>>({
  number: 21,
  name: "QMCD",
  family: "statistical",
  seedable: false,
  defaults: {},
  fit(standard) {
    const scale = rangeScale(standard), reference = scaled(standard, scale);
    const own = discrepancies(reference, reference, true), { skewness, excess } = shape(own);
    const turn = skewness < 0 || excess < 0 ? largest(own) + smallest(own) : null;
    return {
      score(windows) {
        const scores = discrepancies(scaled(windows, scale), reference);
        return turn === null ? scores : scores.map((score) => turn - score);
      },
    };
  },
});

/**
 * Two queries against four reference windows at a time, so that eight products run in parallel; each pair of
 * windows once where they are compared among themselves.
 */
function discrepancies(queries: Windows, reference: Windows, own = false): Float64Array {
  const { values: x, count: m, length: d } = queries, { values: y, count: n } = reference;
  const sums = new Float64Array(m), even = m - m % 2, whole = n - n % 4;
  for (let i = 0; i < even; i += 2) {
    const at = i * d, other = at + d, start = own ? Math.min(whole, i + 4 - i % 4) : 0;
    let first = 0, second = 0;
    for (let j = start; j < whole; j += 4) {
      const p = j * d, q = p + d, r = q + d, s = r + d;
      let a = 1, b = 1, c = 1, e = 1, f = 1, g = 1, h = 1, l = 1;
      for (let k = 0; k < d; k++) {
        const v = x[at + k], w = x[other + k], y0 = y[p + k], y1 = y[q + k], y2 = y[r + k], y3 = y[s + k];
        a *= factor(v - y0);
        b *= factor(v - y1);
        c *= factor(v - y2);
        e *= factor(v - y3);
        f *= factor(w - y0);
        g *= factor(w - y1);
        h *= factor(w - y2);
        l *= factor(w - y3);
      }
      first = first + a + b + c + e;
      second = second + f + g + h + l;
      if (!own) continue;
      sums[j] += a + f;
      sums[j + 1] += b + g;
      sums[j + 2] += c + h;
      sums[j + 3] += e + l;
    }
    sums[i] += first;
    sums[i + 1] += second;
  }
  for (let i = 0; i < m; i++) {
    // The same order of sums for every query, whether it had a partner or not.
    for (let j = i < even && !(own && i >= whole) ? whole : 0; j < n; j++) {
      sums[i] += product(x, i * d, y, j * d, d);
    }
    // Among themselves, the four windows of its own block are left.
    if (!own || i >= whole) continue;
    for (let j = i - i % 4; j < i - i % 4 + 4; j++) sums[i] += product(x, i * d, y, j * d, d);
  }
  const base = (4 / 3) ** d;
  return sums.map((sum) => sum / (n * n) - base);
}

/** 3/2 − u + u² for u = |difference|. */
function factor(difference: number): number {
  const u = Math.abs(difference);
  return 1.5 - u * (1 - u);
}

function product(x: Float64Array, at: number, y: Float64Array, other: number, d: number): number {
  let out = 1;
  for (let k = 0; k < d; k++) out *= factor(x[at + k] - y[other + k]);
  return out;
}

/** Skewness and excess kurtosis by the moments with divisor n; both 0 for values that do not vary. */
function shape(values: Float64Array): { skewness: number; excess: number } {
  const centre = mean(values);
  let second = 0, third = 0, fourth = 0;
  for (const value of values) {
    const away = value - centre, squared = away * away;
    second += squared;
    third += squared * away;
    fourth += squared * squared;
  }
  const n = values.length, variance = second / n;
  if (variance === 0) return { skewness: 0, excess: 0 };
  return { skewness: third / n / variance ** 1.5, excess: fourth / n / variance ** 2 - 3 };
}
