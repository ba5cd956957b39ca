/** Clipping of the gradient's elements. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { requirePositive } from "../checks.ts";
import type { Optimizer } from "./optimizer.ts";

/**
 * The optimizer on gradients whose elements are clipped to [−limit, limit]: PyTorch's `clip_grad_value_`.
 *
 * @throws {RangeError} for a limit that is not positive and finite
 */
export function clipByValue(optimizer: Optimizer, limit: number): Optimizer {
  requirePositive("clipByValue", "the limit", limit);
  return {
    ...optimizer,
    name: `clipByValue ${optimizer.name}`,
    settings: { ...optimizer.settings, clipValue: limit },
    update(parameters, gradient, slots, coefficients) {
      const cut = tf.maximum(tf.minimum(gradient, constant(limit)), constant(-limit));
      return optimizer.update(parameters, cut, slots, coefficients);
    },
  };
}
