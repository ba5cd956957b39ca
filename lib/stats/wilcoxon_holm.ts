import { requireInteger } from "../checks.ts";
import { holmAdjust } from "./multiple_testing.ts";
import { wilcoxonSignedRank } from "./wilcoxon.ts";

/**
 * Compares treatments pairwise by Wilcoxon's signed-rank test, Holm-adjusted over all pairs or over the comparisons
 * with one treatment.
 *
 * @param blocks N rows (e.g. series) of k values, one a treatment
 * @param against number of the treatment that all others are compared with; all pairs where left out
 * @returns k × k adjusted p-values, row-major and symmetric; 1 on the diagonal, for pairs that are equal in every block,
 * and for pairs that are not compared
 * @throws {RangeError} for no block, fewer than two treatments, or a treatment outside 0 … k − 1
 */
export function wilcoxonHolm(blocks: readonly ArrayLike<number>[], against?: number): Float64Array {
  const name = "wilcoxonHolm";
  requireInteger(name, "the number of blocks", blocks.length);
  const k = requireInteger(name, "the number of treatments", blocks[0].length, 2);
  if (against !== undefined) requireInteger(name, "against", against, 0, k - 1);
  const column = (j: number) => blocks.map((block) => block[j]);
  const pairs: { i: number; j: number; p: number }[] = [];
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) {
      if (against !== undefined && i !== against && j !== against) continue;
      const x = column(i), y = column(j), equal = x.every((value, b) => value === y[b]);
      pairs.push({ i, j, p: equal ? 1 : wilcoxonSignedRank(x, y).pValue });
    }
  }
  const adjusted = holmAdjust(pairs.map(({ p }) => p)), matrix = new Float64Array(k * k).fill(1);
  pairs.forEach(({ i, j }, at) => matrix[i * k + j] = matrix[j * k + i] = adjusted[at]);
  return matrix;
}
