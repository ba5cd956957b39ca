/** Options of {@linkcode numericalRank}. */
export interface NumericalRankOptions {
  /** Fraction of the largest singular value that a singular value must exceed to count, in (0, 1); default 1e-9. */
  readonly rtol?: number;
}

/**
 * Rank of a matrix by its singular values: the number of σ_i > rtol · σ₁.
 *
 * The default suits matrices computed in float64, whose zero singular values come out near 1e-16 · σ₁; it is too small
 * for float32.
 *
 * @param singularValues 0 or more, in any order
 * @param options the tolerance
 * @returns the rank; 0 if all are 0
 * @throws {RangeError} for a singular value below 0 or not finite, or a tolerance outside (0, 1)
 *
 * @example
 * ```ts
 * import { numericalRank } from "../../lib/linalg/numerical_rank.ts";
 *
 * if (numericalRank([3, 2e-3, 4e-16]) !== 2) throw new Error("two of three");
 * ```
 */
export function numericalRank(
  singularValues: ArrayLike<number>,
  { rtol = 1e-9 }: NumericalRankOptions = {},
): number {
  const values = Array.from(singularValues);
  if (!(rtol > 0 && rtol < 1)) {
    throw new RangeError(`numericalRank: rtol must lie between 0 and 1, got ${rtol}`);
  }
  const bad = values.findIndex((value) => !(value >= 0 && value < Infinity));
  if (bad >= 0) {
    throw new RangeError(
      `numericalRank: singular value ${bad} is ${values[bad]}, all must be finite and 0 or more`,
    );
  }
  const largest = values.reduce((top, value) => Math.max(top, value), 0);
  return values.filter((value) => value > rtol * largest).length;
}
