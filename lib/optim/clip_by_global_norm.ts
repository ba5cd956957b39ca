/** Clipping of the gradient by its norm. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { requirePositive } from "../checks.ts";
import type { Optimizer } from "./optimizer.ts";

/** Keeps the division finite for a zero gradient, as in PyTorch. */
const TINY = 1e-6;

/**
 * The optimizer on gradients clipped to a Euclidean norm, over all parameters together, of at most `maxNorm`.
 *
 * g ← g · min(1, maxNorm/(‖g‖ + 10⁻⁶)): PyTorch's `clip_grad_norm_`.
 *
 * @throws {RangeError} for a norm that is not positive and finite
 */
export function clipByGlobalNorm(optimizer: Optimizer, maxNorm: number): Optimizer {
  requirePositive("clipByGlobalNorm", "the norm", maxNorm);
  return {
    ...optimizer,
    name: `clipByGlobalNorm ${optimizer.name}`,
    settings: { ...optimizer.settings, clipNorm: maxNorm },
    update(parameters, gradient, slots, coefficients) {
      const norm = tf.sqrt(tf.sum(tf.square(gradient)));
      const factor = tf.minimum(tf.div(constant(maxNorm), tf.add(norm, constant(TINY))), constant(1));
      return optimizer.update(parameters, tf.mul(factor, gradient), slots, coefficients);
    },
  };
}
