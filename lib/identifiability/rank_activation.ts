/** Activations with their slopes, for exact ranks in float64. */

/** Names of the activations. */
export type RankActivationName = "tanh" | "sigmoid" | "gelu" | "relu";

/** σ and σ′. */
export interface RankActivation {
  value(z: number): number;
  slope(z: number): number;
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const SCALE = Math.sqrt(2 / Math.PI), CUBIC = 0.044715;
const inner = (z: number) => Math.tanh(SCALE * (z + CUBIC * z ** 3));

/** The activations; GELU by its usual tanh formula, the slope of ReLU at 0 is 0. */
export const RANK_ACTIVATIONS: Readonly<Record<RankActivationName, RankActivation>> = {
  tanh: { value: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2 },
  sigmoid: { value: sigmoid, slope: (z) => sigmoid(z) * sigmoid(-z) },
  gelu: {
    value: (z) => 0.5 * z * (1 + inner(z)),
    slope: (z) => 0.5 * (1 + inner(z)) + 0.5 * z * (1 - inner(z) ** 2) * SCALE * (1 + 3 * CUBIC * z * z),
  },
  relu: { value: (z) => Math.max(0, z), slope: (z) => z > 0 ? 1 : 0 },
};
