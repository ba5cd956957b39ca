/** Vector–Jacobian products. */
import type { DerivativeOptions } from "./derivative_options.ts";
import { withUserLine } from "./errors.ts";
import { checkVariables, pullBack } from "./gradient.ts";
import {
  type Like,
  nodesOf,
  type OneOrMany,
  requireAlike,
  requireFloat,
  tensorsLike,
} from "./one_or_many.ts";
import { currentGraph } from "./trace_backend.ts";

/**
 * Reverse mode: cotangentᵀ·∂y/∂x, summed over the ys if there are several; in the shape of each x.
 *
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { interpret, trace, vjp } from "@paper-notebooks/lib/graph";
 *
 * const program = trace(({ x, c }) => ({ g: vjp(tf.square(x), x, c) }), { x: [2], c: [2] });
 * const { g } = interpret(program, { x: Float64Array.of(1, 3), c: Float64Array.of(10, 1) });
 * if (`${g}` !== "20,6") throw new Error("cᵀ diag(2x)");
 * ```
 *
 * @param y a float tensor of any shape, or several
 * @param x tensor or tensors to differentiate with respect to
 * @param cotangent one tensor for each y, of its shape
 * @throws {GradientError} if a cotangent does not fit its y, or an x is not float or, with `unconnected: "error"`,
 *   enters no y
 * @throws {TraceError} outside a traced function
 */
export function vjp<X extends OneOrMany>(
  y: OneOrMany,
  x: X,
  cotangent: OneOrMany,
  options: DerivativeOptions = {},
): Like<X> {
  currentGraph("vjp");
  const ys = nodesOf(y), xs = nodesOf(x), cotangents = nodesOf(cotangent);
  return tensorsLike(
    x,
    withUserLine(() => {
      requireFloat("vjp", ys);
      requireAlike("vjp", "cotangent", cotangents, ys);
      checkVariables(ys, xs, "what is differentiated", options);
      return pullBack(ys, cotangents, xs);
    }),
  );
}
