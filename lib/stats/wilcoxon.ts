import { requireFinite, requireSameLength } from "../checks.ts";
import { averageRanks } from "./correlation.ts";
import { normalDistribution } from "./error_function.ts";

/** What {@link wilcoxonSignedRank} finds. */
export interface WilcoxonTest {
  /** sum of the ranks of positive differences */
  readonly positive: number;
  /** sum of the ranks of negative differences */
  readonly negative: number;
  /** two-sided probability under symmetry around 0 */
  readonly pValue: number;
}

/** Most pairs for which the distribution is enumerated, as in SciPy. */
const MOST_EXACT = 50;

/**
 * Tests whether paired values differ, from the signed ranks of their differences (Wilcoxon 1945), two-sided, as SciPy's
 * `wilcoxon` does.
 *
 * Differences of 0 are dropped. Up to 50 differences without ties or zeros have the exact distribution, others the
 * normal one with the variance corrected for ties and without correction for continuity.
 *
 * @throws {RangeError} for different lengths, numbers that are not finite, or no pair that differs
 */
export function wilcoxonSignedRank(x: ArrayLike<number>, y: ArrayLike<number>): WilcoxonTest {
  const name = "wilcoxonSignedRank";
  requireSameLength(name, "x", x.length, "y", y.length);
  requireFinite(name, "x", x, 1);
  requireFinite(name, "y", y, 1);
  const all = Array.from(x, (value, i) => value - y[i]), differences = all.filter((d) => d !== 0);
  const n = differences.length;
  if (n === 0) throw new RangeError(`${name}: no pair differs, got ${x.length} equal ones`);
  const sizes = differences.map(Math.abs), ranks = averageRanks(sizes);
  let positive = 0, negative = 0;
  ranks.forEach((rank, i) => differences[i] > 0 ? positive += rank : negative += rank);
  const least = Math.min(positive, negative), different = new Set(sizes).size === n;
  if (different && n === all.length && n <= MOST_EXACT) {
    return { positive, negative, pValue: Math.min(1, 2 * exactBelow(least, n)) };
  }
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  let variance = n * (n + 1) * (2 * n + 1) / 24;
  for (const count of counts.values()) variance -= (count ** 3 - count) / 48;
  const z = (least - n * (n + 1) / 4) / Math.sqrt(variance);
  return { positive, negative, pValue: Math.min(1, 2 * normalDistribution(z)) };
}

/** The probability of a rank sum of `sum` or less, from the numbers of subsets of 1 … n by their sum. */
function exactBelow(sum: number, n: number): number {
  const ways = new Float64Array(n * (n + 1) / 2 + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank++) {
    for (let s = ways.length - 1; s >= rank; s--) ways[s] += ways[s - rank];
  }
  let below = 0;
  for (let s = 0; s <= sum; s++) below += ways[s];
  return below / 2 ** n;
}
