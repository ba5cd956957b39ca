/** How strongly a neuron's gradient sees an error of frequency k. */

function checked(caller: string, k: number, w: number): number {
  if (!(k >= 0 && Number.isFinite(k))) {
    throw new RangeError(`${caller}: k must be finite and 0 or more, got ${k}`);
  }
  if (!(Number.isFinite(w) && w !== 0)) {
    throw new RangeError(`${caller}: w must be finite and not 0, got ${w}`);
  }
  return Math.abs(w);
}

/** Data loss: e^(−πk/2|w|), the F-Principle's decay for tanh. */
export function gradientDecayData(k: number, w: number): number {
  return Math.exp(-Math.PI * k / (2 * checked("gradientDecayData", k, w)));
}

/** Model loss of a linear operator of order m: k^2m e^(−πk/2|w|). */
export function gradientDecayModel(k: number, w: number, order: number): number {
  return k ** (2 * order) * gradientDecayData(k, w);
}

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
