import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import { checkedWeight, type TracedLoss } from "./loss.ts";

/**
 * Weighted sum of losses, such as model loss + 10⁴ · data loss.
 *
 * @param parts each loss with its weight
 * @throws {RangeError} for no parts, or a weight that is negative or not finite
 */
export function blendedLoss(parts: readonly (readonly [weight: number, loss: TracedLoss])[]): TracedLoss {
  if (parts.length === 0) throw new RangeError("blendedLoss: needs one loss or more, got none");
  parts.forEach(([weight], k) => checkedWeight("blendedLoss", `of loss ${k}`, weight));
  return (u) =>
    parts.map(([weight, loss]) => weight === 1 ? loss(u) : tf.mul(constant(weight), loss(u)))
      .reduce((sum, part) => tf.add(sum, part)) as tf.Scalar;
}
