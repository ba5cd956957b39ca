/** A network of one hidden layer, h(x) = Σ_j a_j tanh(w_j x + b_j), and its Fourier transform. */

/** Parameters of a two-layer network, one entry a neuron. */
export interface TwoLayer {
  readonly a: ArrayLike<number>;
  readonly w: ArrayLike<number>;
  readonly b: ArrayLike<number>;
}

function checkedSize({ a, w, b }: TwoLayer): number {
  if (a.length !== w.length || a.length !== b.length) {
    throw new RangeError(
      `two-layer network: ${a.length} a, ${w.length} w and ${b.length} b, needed equally many`,
    );
  }
  return a.length;
}

/** h(x). */
export function twoLayerForward(network: TwoLayer, x: number): number {
  const { a, w, b } = network, size = checkedSize(network);
  let sum = 0;
  for (let j = 0; j < size; j++) sum += a[j] * Math.tanh(w[j] * x + b[j]);
  return sum;
}

/**
 * ĥ(k) = ∫ h(x) e^(−ikx) dx = Σ_j (2πa_j i/|w_j|) e^(ib_jk/w_j) / (e^(−πk/2|w_j|) − e^(πk/2|w_j|))·sgn(w_j) for k ≠ 0.
 *
 * @returns real and imaginary part
 * @throws {RangeError} for k = 0, where tanh has no transform as a function, or a w of 0
 */
export function twoLayerFourier(network: TwoLayer, k: number): { re: number; im: number } {
  const { a, w, b } = network, size = checkedSize(network);
  if (!(k !== 0 && Number.isFinite(k))) {
    throw new RangeError(`twoLayerFourier: k must be finite and not 0, got ${k}`);
  }
  let re = 0, im = 0;
  for (let j = 0; j < size; j++) {
    if (w[j] === 0) {
      throw new RangeError(`twoLayerFourier: w of neuron ${j} is 0: a constant has no transform at k ≠ 0`);
    }
    // i·A·e^{iφ} with A = −πa/(w sinh(πk/2w)), of which the sign of w drops out.
    const size = -Math.PI * a[j] / (Math.abs(w[j]) * Math.sinh(Math.PI * k / (2 * w[j]))),
      phase = b[j] * k / w[j];
    re -= size * Math.sin(phase);
    im += size * Math.cos(phase);
  }
  return { re, im };
}
