/** Dropout whose drift and noise are set independently. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import { checkedDial, type DialSettings, dialWeights } from "./dial_weights.ts";

/** Settings of {@linkcode dropoutDial}. */
export interface DropoutDialOptions extends DialSettings {
  /**
   * R_1, exactly, such as {@linkcode dropoutRegularizer} gives it. One mask then suffices for every drift and noise.
   */
  readonly regularizer?: tf.Scalar;
}

/**
 * Traced: a loss whose gradient under random masks has mean ∇R_S + a∇R_1 and covariance b²Σ, with R_1 and Σ those of
 * dropout: a = b = 1 is dropout, b = 0 is R_S + aR_1 without noise, a = 0 is R_S with dropout's noise alone.
 *
 * With R_1 it is R_S + aR_1 + (b/√K) Σ_k (R^drop(η_k) − R_S − R_1). Without, it is (1 − a)R_S + Σ_k w_k R^drop(η_k)
 * with {@linkcode dialWeights}, for any network, any loss and masks of any layers; that needs K ≥ (a/b)² masks.
 *
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { grad, interpret, trace } from "@paper-notebooks/lib/graph";
 * import { dropoutDial } from "@paper-notebooks/lib/gradient_noise/dial";
 *
 * const gradient = (drift: number, noise: number) => {
 *   const program = trace(({ w, masks }) => {
 *     const loss = (z: tf.Tensor) => tf.mul(0.5, tf.square(tf.sub(tf.sum(tf.mul(w, z)), 1))) as tf.Scalar;
 *     return { g: grad(dropoutDial(loss, masks, { drift, noise }), w) };
 *   }, { w: [2], masks: [2, 2] });
 *   return interpret(program, { w: Float64Array.of(1, 2), masks: Float64Array.of(2, 0, 2, 2) }).g;
 * };
 * if (`${gradient(1, 1)}` !== "2,0") throw new Error("dropout under the first mask: (z·w − 1) z");
 * ```
 *
 * @param loss traced; the loss under a mask `[units]`, with the same factors for every sample
 * @param masks η_1 … η_K, `[K, units]`, independent, of mean 1: entries 0 and 1/p
 * @throws {RangeError} for masks of another shape, a drift that is not finite, a noise that is negative or not finite,
 *   or, without a regularizer, too few masks
 */
export function dropoutDial(
  loss: (mask: tf.Tensor) => tf.Scalar,
  masks: tf.Tensor,
  options: DropoutDialOptions,
): tf.Scalar {
  const { drift, noise, regularizer } = options;
  checkedDial("dropoutDial", options);
  if (masks.rank !== 2 || masks.size === 0) {
    throw new RangeError(`dropoutDial: masks must be rows [K, units], got shape [${masks.shape}]`);
  }
  const [K, units] = masks.shape, ones = new Float64Array(units).fill(1);
  const weights = regularizer ? new Float64Array(K).fill(noise / Math.sqrt(K)) : dialWeights(options, K);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const terms: [number, () => tf.Scalar][] = Array.from(weights, (weight, k) => [
    weight,
    () => loss(tf.reshape(tf.slice(masks, [k, 0], [1, units]), [units])),
  ]);
  terms.push([1 - (regularizer ? total : drift), () => loss(constant(ones, [units]))]);
  if (regularizer) terms.push([drift - total, () => regularizer]);
  // One weight at least is not 0, since those of the losses sum to 1.
  return tf.addN(terms.filter(([weight]) => weight !== 0).map(([weight, of]) => scaled(of(), weight)));
}

function scaled(value: tf.Scalar, weight: number): tf.Scalar {
  return weight === 1 ? value : tf.mul(constant(weight), value);
}
