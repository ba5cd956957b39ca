import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import type { Collocation } from "../collocation.ts";
import { fieldOf } from "../field.ts";
import { valuesAt } from "../points.ts";
import { conditionsLoss, type ConditionWeights } from "./model_loss.ts";
import type { TracedLoss } from "./loss.ts";

/**
 * H¹-type loss: the mean of |u' − u*'|² plus the weighted conditions: first derivatives, and the solution's own.
 *
 * @param slope u*' at a point
 * @throws {RangeError} for a problem of several axes, or a weight that is negative or not finite
 */
export function sobolevLoss(
  collocation: Collocation,
  slope: (point: readonly number[]) => number,
  weights: ConditionWeights = {},
): TracedLoss {
  const { problem: { name, axes }, interior } = collocation;
  if (axes.length !== 1) {
    throw new RangeError(`sobolevLoss: ${name} has axes ${axes.join(", ")}, allowed one axis`);
  }
  const wanted = valuesAt(interior, slope), conditions = conditionsLoss("sobolevLoss", collocation, weights);
  return (u) => {
    const found = fieldOf(u, interior, axes).derivative(axes[0]);
    return conditions(u, tf.mean(tf.squaredDifference(found, constant(wanted, [interior.count, 1]))));
  };
}
