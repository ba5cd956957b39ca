import * as tf from "@tensorflow/tfjs";
import { constant } from "../../graph/mod.ts";
import type { Collocation } from "../collocation.ts";
import { fieldOf } from "../field.ts";
import { conditionsLoss, type ConditionWeights } from "./model_loss.ts";
import type { TracedLoss } from "./loss.ts";

/**
 * Variational (Ritz) loss of u'' = f: ∫ ½u'² + f·u dx, as length times the mean over the points, plus the weighted
 * conditions. First derivatives only; it has no lower bound of 0.
 *
 * @throws RangeError for a problem that is not of one axis and order 2, or a weight that is negative or not finite
 */
export function ritzLoss(collocation: Collocation, weights: ConditionWeights = {}): TracedLoss {
  const { problem: { name, axes, order, domain }, interior, forcing } = collocation;
  if (axes.length !== 1 || order !== 2) {
    throw new RangeError(
      `ritzLoss: ${name} has ${axes.length} axes and order ${order}, allowed u'' = f on an interval`,
    );
  }
  const length = domain[0][1] - domain[0][0], conditions = conditionsLoss("ritzLoss", collocation, weights);
  return (u) => {
    const field = fieldOf(u, interior, axes), f = constant(forcing, [interior.count, 1]);
    const energy = tf.add(tf.mul(0.5, tf.square(field.derivative(axes[0]))), tf.mul(f, field.value));
    return conditions(u, tf.mul(constant(length), tf.mean(energy)));
  };
}
