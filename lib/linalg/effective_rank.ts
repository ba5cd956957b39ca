import { binaryScale } from "../stats/binary_scale.ts";
import { requireFinite } from "../checks.ts";
import { singularValues } from "./singular_values.ts";

/**
 * exp(−Σ p_k ln p_k) with p_k = σ_k/Σσ over the singular values (Roy and Vetterli, 2007; paper 03, section 2): n for an
 * orthogonal n × n matrix, 1 for a product of a column and a row.
 *
 * @param matrix `[m, columns]`, row-major
 * @returns a number in [1, min(m, columns)]
 * @throws {RangeError} for incomplete rows, numbers that are not finite, or a matrix of zeros
 */
export function effectiveRank(matrix: ArrayLike<number>, columns: number): number {
  return effectiveRankOfSpectrum(singularValues(matrix, columns));
}

/**
 * The same of given singular values, or of the eigenvalues of a covariance ({@linkcode covarianceSpectrum}).
 *
 * @param spectrum numbers of 0 or more, in any order
 * @throws {RangeError} for a number below 0 or not finite, or no positive one
 */
export function effectiveRankOfSpectrum(spectrum: ArrayLike<number>): number {
  const where = "effectiveRankOfSpectrum", values = Array.from(spectrum);
  requireFinite(where, "the spectrum", spectrum);
  const below = values.findIndex((value) => value < 0);
  if (below >= 0) {
    throw new RangeError(`${where}: value ${below} is ${values[below]}, all must be 0 or more`);
  }
  const scale = binaryScale(values), sum = values.reduce((total, value) => total + value / scale, 0);
  if (sum === 0) throw new RangeError(`${where}: no value is positive, a rank needs one`);
  const entropy = values.reduce((total, value) => {
    const share = value / scale / sum;
    return share === 0 ? total : total - share * Math.log(share);
  }, 0);
  return Math.exp(entropy);
}
