/** Order of accuracy in space. */
export type SpaceOrder = 4 | 8;

/**
 * Weights of one axis: L = w₀p(0) + Σ_k w_k·(p(k) + p(−k)), and D = Σ_k d_k·(p(k − ½) − p(½ − k)) between cells and half
 * points, k = 1, 2, ….
 *
 * An energy of the absorbing layer decays only where DᵀD ≤ −L at every wavelength. The staggered weights of full order
 * break that at the shortest waves (9/8, −1/24 for the 4th order, 1225/1024, … for the 8th): the field then grows
 * after ten thousand steps of a rough model. These do not, and are as close to −L as two and three weights come.
 */
export interface AxisWeights {
  /** Of p(0), p(±1), …. */
  readonly laplacian: readonly number[];
  /** Of the differences over 1, 3, … half cells. */
  readonly half: readonly number[];
  /** Smallest number by which all weights of L are whole. */
  readonly scale: number;
}

/** First weight of D such that its slope at long waves is 1. */
const consistent = (...outer: readonly number[]) => [
  1 - outer.reduce((sum, weight, k) => sum + (2 * k + 3) * weight, 0),
  ...outer,
];

/** Weights by order. */
export const AXIS_WEIGHTS: Readonly<Record<SpaceOrder, AxisWeights>> = {
  4: { laplacian: [-5 / 2, 4 / 3, -1 / 12], half: consistent(-0.0386), scale: 12 },
  8: {
    laplacian: [-205 / 72, 8 / 5, -1 / 5, 8 / 315, -1 / 560],
    half: consistent(-0.071, 0.006),
    scale: 5040,
  },
};
