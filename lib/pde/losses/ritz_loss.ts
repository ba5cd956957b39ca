import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import type { Collocation } from "../collocation.ts";
import { fieldOf } from "../field.ts";
import { requireEven } from "../points.ts";
import { conditionsLoss, type ConditionWeights } from "./model_loss.ts";
import type { TracedLoss } from "./loss.ts";

/**
 * Variational (Ritz) loss of u'' = f: ∫ ½u'² + f·u dx by the trapezoidal rule, plus the weighted conditions. First
 * derivatives only; it has no lower bound of 0.
 *
 * A plain mean over the points would count both ends twice, and its minimum would not lie at the solution.
 *
 * @throws {RangeError} for a problem that is not of one axis and order 2, points that are not even, or a weight that is
 *   negative or not finite
 */
export function ritzLoss(collocation: Collocation, weights: ConditionWeights = {}): TracedLoss {
  const { problem: { name, axes, order, domain }, interior, forcing } = collocation;
  if (axes.length !== 1 || order !== 2) {
    throw new RangeError(
      `ritzLoss: ${name} has ${axes.length} axes and order ${order}, allowed u'' = f on an interval`,
    );
  }
  const [[from, to]] = domain, { count, values } = interior, step = (to - from) / (count - 1);
  requireEven("ritzLoss", domain[0], interior);
  const shares = values.map((_, i) => (i === 0 || i === count - 1 ? step / 2 : step));
  const conditions = conditionsLoss("ritzLoss", collocation, weights);
  return (u) => {
    const field = fieldOf(u, interior, axes), f = constant(forcing, [interior.count, 1]);
    const energy = tf.add(tf.mul(0.5, tf.square(field.derivative(axes[0]))), tf.mul(f, field.value));
    return conditions(u, tf.sum(tf.mul(constant(shares, [count, 1]), energy)));
  };
}
