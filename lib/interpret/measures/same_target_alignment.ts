import { requireFinite, requireSameLength } from "../../checks.ts";

/**
 * How much more parallel vectors with equal targets are than others: the mean cosine of pairs with equal targets minus
 * that of pairs with different targets (paper 03, section 2 and claim C7).
 *
 * @param cosines `[rows, columns]`, row-major, from {@linkcode cosineSimilarity}
 * @param rowTargets target of each row's vector
 * @param columnTargets target of each column's vector; if omitted, the cosines are between the rows themselves, and
 *   pairs of a vector with itself do not count
 * @returns a number in [−2, 2]; near 0 if targets are unrelated to the directions
 * @throws {RangeError} for numbers of cosines and targets that do not go together, a cosine that is not finite, or if
 *   all pairs have equal targets, or none
 */
export function sameTargetAlignment(
  cosines: ArrayLike<number>,
  rowTargets: ArrayLike<number>,
  columnTargets?: ArrayLike<number>,
): number {
  const where = "sameTargetAlignment", among = columnTargets === undefined;
  const across = columnTargets ?? rowTargets, columns = across.length;
  requireSameLength(
    where,
    "the map",
    cosines.length,
    "the product of both targets",
    rowTargets.length * columns,
  );
  requireFinite(where, "cosines", cosines);
  const sums = [0, 0], counts = [0, 0];
  for (let i = 0; i < rowTargets.length; i++) {
    for (let j = 0; j < columns; j++) {
      if (among && i === j) continue;
      const kind = rowTargets[i] === across[j] ? 0 : 1;
      sums[kind] += cosines[i * columns + j];
      counts[kind]++;
    }
  }
  if (counts[0] === 0 || counts[1] === 0) {
    throw new RangeError(
      `${where}: needs pairs of equal and of other targets, got ${counts[0]} and ${counts[1]}`,
    );
  }
  return sums[0] / counts[0] - sums[1] / counts[1];
}
