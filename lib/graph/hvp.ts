/** Hessian–vector products. */
import type * as tf from "@tensorflow/tfjs-core";
import type { DerivativeOptions } from "./derivative_options.ts";
import { withUserLine } from "./errors.ts";
import { gradients, pullBack } from "./gradient.ts";
import { type Like, nodesOf, type OneOrMany, requireAlike, tensorsLike } from "./one_or_many.ts";
import { currentGraph, nodeOf } from "./trace_backend.ts";

/**
 * The Hessian of a scalar times a vector, ∂²y/∂x²·v, without forming the Hessian; in the shape of each x.
 *
 * It takes two reverse passes: the product is the gradient of ⟨∂y/∂x, v⟩. Forward over reverse takes as long (measured
 * on tanh networks in float64), with more nodes.
 *
 * @param y a float scalar
 * @param x tensor or tensors to differentiate with respect to
 * @param v one tensor for each x, of its shape
 * @throws {GradientError} if y is not a float scalar, a v does not fit its x, or an x is not float or, with
 *   `unconnected: "error"`, does not enter y
 * @throws {TraceError} outside a traced function
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { hvp, interpret, trace } from "../../lib/graph/mod.ts";
 *
 * const program = trace(({ x, v }) => ({ h: hvp(tf.sum(tf.pow(x, 3)), x, v) }), { x: [2], v: [2] });
 * const { h } = interpret(program, { x: Float64Array.of(1, 2), v: Float64Array.of(1, 10) });
 * if (h[0] !== 6 || h[1] !== 120) throw new Error("the Hessian of x³ is 6x");
 * ```
 */
export function hvp<X extends OneOrMany>(
  y: tf.Tensor,
  x: X,
  v: OneOrMany,
  options: DerivativeOptions = {},
): Like<X> {
  currentGraph("hvp");
  const xs = nodesOf(x), vs = nodesOf(v);
  return tensorsLike(
    x,
    withUserLine(() => {
      requireAlike("hvp", "vector", vs, xs);
      return pullBack(gradients(nodeOf(y), xs, options), vs, xs);
    }),
  );
}
