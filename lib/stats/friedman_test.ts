import { requireFinite, requireSameLength } from "../checks.ts";
import { chiSquaredSurvival } from "./chi_squared.ts";
import { averageRanks } from "./correlation.ts";

/** What {@link friedmanTest} finds. */
export interface FriedmanTest {
  /** chi-squared statistic, corrected for ties */
  readonly statistic: number;
  /** its probability under equal treatments, with k − 1 degrees of freedom */
  readonly pValue: number;
  /** mean rank of each treatment, 1 for the smallest value */
  readonly meanRanks: Float64Array;
}

/**
 * Tests whether treatments differ, from ranks within blocks (Friedman 1937), as SciPy's `friedmanchisquare` does.
 *
 * @param blocks N rows (e.g. series) of k ≥ 3 values, one a treatment (e.g. detector)
 * @throws {RangeError} for fewer than two rows or three treatments, rows of different lengths, numbers that are not
 * finite, or rows that are all constant
 */
export function friedmanTest(blocks: readonly ArrayLike<number>[]): FriedmanTest {
  const name = "friedmanTest", N = blocks.length;
  if (N < 2) throw new RangeError(`friedmanTest: needs two blocks or more, got ${N}`);
  const k = blocks[0].length, sums = new Float64Array(k);
  if (k < 3) throw new RangeError(`friedmanTest: needs three treatments or more, got ${k}`);
  let ties = 0;
  for (const [i, block] of blocks.entries()) {
    requireSameLength(name, "block 0", k, `block ${i}`, block.length);
    requireFinite(name, `block ${i}`, block);
    averageRanks(block).forEach((rank, j) => sums[j] += rank);
    const counts = new Map<number, number>();
    for (let j = 0; j < k; j++) counts.set(block[j], (counts.get(block[j]) ?? 0) + 1);
    for (const count of counts.values()) ties += count * (count * count - 1);
  }
  const correction = 1 - ties / (k * (k * k - 1) * N);
  if (correction <= 0) {
    throw new RangeError("friedmanTest: all treatments are equal in every block, got only ties");
  }
  const squares = sums.reduce((sum, rank) => sum + rank * rank, 0);
  const statistic = (12 / (N * k * (k + 1)) * squares - 3 * N * (k + 1)) / correction;
  return {
    statistic,
    pValue: chiSquaredSurvival(Math.max(0, statistic), k - 1),
    meanRanks: sums.map((sum) => sum / N),
  };
}
