import { largest, mean, smallest } from "../../stats/mod.ts";
import { rangeScale, scaled } from "../columns.ts";
import { defineDetector } from "../define_detector.ts";
import type { Windows } from "../windows.ts";

/**
 * Wrap-around discrepancy of a window against the standard ones (Fang and Ma 2001), all scaled to the standard
 * windows' ranges: −(4/3)^d + n⁻² Σ_i Π_j (3/2 − u + u²), u = |x_j − x_ij|. As in `pyod.models.qmcd.QMCD` the scores
 * are turned round, max + min − score of the standard windows, where those have negative skewness or negative excess
 * kurtosis.
 */
export const qmcd = defineDetector<Record<never, never>>({
  number: 21,
  name: "QMCD",
  family: "statistical",
  seedable: false,
  defaults: {},
  fit(standard) {
    const scale = rangeScale(standard), reference = scaled(standard, scale);
    const own = discrepancies(reference, reference), { skewness, excess } = shape(own);
    const turn = skewness < 0 || excess < 0 ? largest(own) + smallest(own) : null;
    return {
      score(windows) {
        const scores = discrepancies(scaled(windows, scale), reference);
        return turn === null ? scores : scores.map((score) => turn - score);
      },
    };
  },
});

/** Four reference windows at a time, so that the four products run beside each other. */
function discrepancies(
  { values: x, count: m }: Windows,
  { values: y, count: n, length: d }: Windows,
): Float64Array {
  const out = new Float64Array(m), base = (4 / 3) ** d, whole = n - n % 4;
  for (let i = 0; i < m; i++) {
    const at = i * d;
    let sum = 0;
    for (let j = 0; j < whole; j += 4) {
      const p = j * d, q = p + d, r = q + d, s = r + d;
      let a = 1, b = 1, c = 1, e = 1;
      for (let k = 0; k < d; k++) {
        const here = x[at + k], ua = Math.abs(here - y[p + k]), ub = Math.abs(here - y[q + k]);
        const uc = Math.abs(here - y[r + k]), ue = Math.abs(here - y[s + k]);
        a *= 1.5 - ua * (1 - ua);
        b *= 1.5 - ub * (1 - ub);
        c *= 1.5 - uc * (1 - uc);
        e *= 1.5 - ue * (1 - ue);
      }
      sum += a + b + c + e;
    }
    for (let j = whole; j < n; j++) {
      let a = 1;
      for (let k = 0; k < d; k++) {
        const u = Math.abs(x[at + k] - y[j * d + k]);
        a *= 1.5 - u * (1 - u);
      }
      sum += a;
    }
    out[i] = sum / (n * n) - base;
  }
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
