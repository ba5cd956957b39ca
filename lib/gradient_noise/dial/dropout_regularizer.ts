/** What dropout adds to a loss on average. */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../../checks.ts";
import { nodesBetween } from "../../graph/linearity.ts";
import { constant, hessian } from "../../graph/mod.ts";
import { nodeOf } from "../../graph/trace_backend.ts";
import { checkedKeep } from "../mask.ts";

/**
 * Traced: R_1 = E_η R^drop − R_S = ½(1/p − 1) Σ_r ∂²R^drop/∂z_r² at z = 1, which is exact for a loss that is quadratic
 * in the mask: squared errors with dropout behind the last hidden layer, for which it is (1 − p)/(2np) Σ_{i,r} g_{r,i}²
 * (IRD, lemma 1; arXiv 2207.05952). The second derivatives are the engine's.
 *
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { interpret, trace } from "@paper-notebooks/lib/graph";
 * import { dropoutRegularizer } from "@paper-notebooks/lib/gradient_noise/dial";
 *
 * const program = trace(({ w }) => {
 *   const loss = (z: tf.Tensor) => tf.mul(0.5, tf.square(tf.sub(tf.sum(tf.mul(w, z)), 1))) as tf.Scalar;
 *   return { r: dropoutRegularizer(loss, 2, 0.5) };
 * }, { w: [2] });
 * const { r } = interpret(program, { w: Float64Array.of(1, 2) });
 * if (r[0] !== 2.5) throw new Error("½ (1² + 2²)");
 * ```
 *
 * @param loss traced; the loss under a mask `[units]`
 * @param units number of entries of the mask; memory grows by this factor
 * @param keep p
 * @throws {RangeError} for a loss that is not quadratic in the mask, a probability outside (0, 1], or a number of units
 *   that is not a positive integer
 */
export function dropoutRegularizer(
  loss: (mask: tf.Tensor) => tf.Scalar,
  units: number,
  keep: number,
): tf.Scalar {
  checkedKeep("dropoutRegularizer", keep);
  requireInteger("dropoutRegularizer", "units", units);
  const mask = constant(new Float64Array(units).fill(1), [units]), second = hessian(loss(mask), mask);
  // A quadratic function's second derivatives are not computed from where they are taken.
  if (nodesBetween([nodeOf(mask)], [nodeOf(second)]).has(nodeOf(second))) {
    throw new RangeError(
      "dropoutRegularizer: the loss is not quadratic in the mask, allowed are squared errors with dropout behind the " +
        "last hidden layer; use dropoutDial without a regularizer and with several masks",
    );
  }
  const unit = Float64Array.from({ length: units * units }, (_, i) => i % (units + 1) === 0 ? 1 : 0);
  const trace = tf.sum(tf.mul(second, constant(unit, [units, units])));
  return tf.mul(constant((1 / keep - 1) / 2), trace) as tf.Scalar;
}
