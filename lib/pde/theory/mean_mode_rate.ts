/** Rate at which an error of frequency k falls under the tangent kernel. */

/**
 * Rate of the tangent kernel at frequency k averaged over drawn weights, k^2m · mean e^(−πk/|w|).
 *
 * @param weights first-layer weights; zeros add nothing for k > 0
 * @throws {RangeError} for no weights
 */
export function meanModeRate(k: number, weights: ArrayLike<number>, order: number): number {
  if (weights.length === 0) throw new RangeError("meanModeRate: needs one weight or more, got none");
  let sum = 0;
  for (let j = 0; j < weights.length; j++) {
    if (k === 0) sum += 1;
    else if (weights[j] !== 0) sum += Math.exp(-Math.PI * k / Math.abs(weights[j]));
  }
  return k ** (2 * order) * sum / weights.length;
}
