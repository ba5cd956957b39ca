/** Losses of a two-layer network with dropout, with gradients; sums carry 1/(2n). */
import { checkedKeep } from "./mask.ts";
import { type NeuronOutputs, neuronOutputs, requireFinite, type TwoLayerProblem } from "./two_layer_net.ts";

/** A loss and its gradient with respect to all parameters. */
export interface LossAndGradient {
  readonly loss: number;
  readonly gradient: Float64Array;
}

/**
 * R_S = (1/2n) Σ e_i², the loss without dropout.
 *
 * @param theta m rows (a_r, w_r)
 */
export function empiricalLoss(problem: TwoLayerProblem, theta: ArrayLike<number>): LossAndGradient {
  return dropoutLoss(problem, theta, new Float64Array(problem.neurons).fill(1));
}

/**
 * R^drop_S = (1/2n) Σ_i (Σ_r z_r g_{r,i} − y_i)², the loss under one mask.
 *
 * @param theta m rows (a_r, w_r)
 * @param mask z, m entries
 * @throws {RangeError} for a mask of another length or with a number that is not finite
 */
export function dropoutLoss(
  problem: TwoLayerProblem,
  theta: ArrayLike<number>,
  mask: ArrayLike<number>,
): LossAndGradient {
  if (mask.length !== problem.neurons) {
    throw new RangeError(`dropoutLoss: a mask of ${mask.length} entries for ${problem.neurons} neurons`);
  }
  requireFinite("dropoutLoss", "mask", mask);
  const outputs = neuronOutputs(problem, theta), { n } = outputs;
  const errors = residuals(problem, outputs, mask);
  return {
    loss: sumOfSquares(errors) / (2 * n),
    gradient: weightedGradient(problem, outputs, (r, i) => mask[r] * errors[i] / n),
  };
}

/**
 * R_1 = (1 − p)/(2np) Σ_{i,r} g_{r,i}², by which dropout's mean loss exceeds R_S (IRD, lemma 1).
 *
 * @param keep p
 * @throws {RangeError} for a probability outside (0, 1]
 */
export function explicitRegularizer(
  problem: TwoLayerProblem,
  theta: ArrayLike<number>,
  keep: number,
): LossAndGradient {
  checkedKeep("explicitRegularizer", keep);
  const outputs = neuronOutputs(problem, theta), { n, g } = outputs, c = 1 / keep - 1;
  return {
    loss: c * sumOfSquares(g) / (2 * n),
    gradient: weightedGradient(problem, outputs, (r, i) => c * g[r * n + i] / n),
  };
}

/**
 * L_S = E_η R^drop_S = R_S + R_1, which dropout minimises on average.
 *
 * @param keep p
 * @throws {RangeError} for a probability outside (0, 1]
 */
export function modifiedLoss(
  problem: TwoLayerProblem,
  theta: ArrayLike<number>,
  keep: number,
): LossAndGradient {
  checkedKeep("modifiedLoss", keep);
  const plain = empiricalLoss(problem, theta), extra = explicitRegularizer(problem, theta, keep);
  return {
    loss: plain.loss + extra.loss,
    gradient: plain.gradient.map((value, k) => value + extra.gradient[k]),
  };
}

/**
 * ∇²L_S·v, exactly: the order-2 equation's drift is −∇L_S − (ε/2) ∇²L_S ∇L_S.
 *
 * @param keep p; 1 gives the Hessian of R_S
 * @param vector v, as long as the parameters
 * @throws {RangeError} for a vector of another length, or a probability outside (0, 1]
 */
export function modifiedLossHessianVector(
  problem: TwoLayerProblem,
  theta: ArrayLike<number>,
  keep: number,
  vector: ArrayLike<number>,
): Float64Array {
  checkedKeep("modifiedLossHessianVector", keep);
  if (vector.length !== theta.length) {
    throw new RangeError(
      `modifiedLossHessianVector: a vector of ${vector.length} for ${theta.length} parameters`,
    );
  }
  const outputs = neuronOutputs(problem, theta), { n, g, G, slope, bend } = outputs;
  const { neurons: m, inputs: d, x } = problem, width = 1 + d, c = 1 / keep - 1;
  const errors = residuals(problem, outputs, new Float64Array(m).fill(1));
  const change = new Float64Array(m * n), errorChange = new Float64Array(n);
  for (let at = 0; at < m * n; at++) {
    const r = Math.floor(at / n);
    for (let j = 0; j < width; j++) change[at] += G[at * width + j] * vector[r * width + j];
    errorChange[at % n] += change[at];
  }
  const product = weightedGradient(problem, outputs, (r, i) => (errorChange[i] + c * change[r * n + i]) / n);
  for (let r = 0; r < m; r++) {
    const a = theta[r * width];
    for (let i = 0; i < n; i++) {
      const at = r * n + i, weight = (errors[i] + c * g[at]) / n;
      let z = 0;
      for (let j = 0; j < d; j++) z += vector[r * width + 1 + j] * x[i * d + j];
      product[r * width] += weight * slope[at] * z;
      const inner = vector[r * width] * slope[at] + a * bend[at] * z;
      for (let j = 0; j < d; j++) product[r * width + 1 + j] += weight * inner * x[i * d + j];
    }
  }
  return product;
}

/** Σ_r z_r g_{r,i} − y_i, `[n]`. */
export function residuals(
  { neurons, y }: TwoLayerProblem,
  { n, g }: NeuronOutputs,
  mask: ArrayLike<number>,
): Float64Array {
  const errors = y.map((value) => -value);
  for (let r = 0; r < neurons; r++) {
    for (let i = 0; i < n; i++) errors[i] += mask[r] * g[r * n + i];
  }
  return errors;
}

/** Σ_i c_{r,i} G_{r,i} for every r, flat. */
function weightedGradient(
  problem: TwoLayerProblem,
  { n, G }: NeuronOutputs,
  weight: (r: number, i: number) => number,
): Float64Array {
  const width = 1 + problem.inputs, gradient = new Float64Array(problem.neurons * width);
  for (let r = 0; r < problem.neurons; r++) {
    for (let i = 0; i < n; i++) {
      const factor = weight(r, i), at = (r * n + i) * width;
      for (let j = 0; j < width; j++) gradient[r * width + j] += factor * G[at + j];
    }
  }
  return gradient;
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
