/** Jacobian–vector products. */
import type { DerivativeOptions } from "./derivative_options.ts";
import { withUserLine } from "./errors.ts";
import { pushForward } from "./forward.ts";
import { checkVariables } from "./gradient.ts";
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
 * Forward mode: the directional derivative ∂y/∂x·tangent, summed over the xs if there are several; in the shape of each
 * y.
 *
 * @param y a float tensor of any shape, or several
 * @param x tensor or tensors to differentiate with respect to
 * @param tangent one tensor for each x, of its shape
 * @throws {GradientError} if a tangent does not fit its x, an x is not float or, with `unconnected: "error"`, enters no
 *   y, or a gradient function given to `tf.customGrad` is not linear in its dy
 * @throws {TraceError} outside a traced function
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { interpret, jvp, trace } from "../../lib/graph/mod.ts";
 *
 * const program = trace(({ x, v }) => ({ slope: jvp(tf.square(x), x, v) }), { x: [2], v: [2] });
 * const { slope } = interpret(program, { x: Float64Array.of(1, 3), v: Float64Array.of(1, 0.5) });
 * if (slope[1] !== 3) throw new Error("2x·v is 2·3·0.5");
 * ```
 */
export function jvp<Y extends OneOrMany>(
  y: Y,
  x: OneOrMany,
  tangent: OneOrMany,
  options: DerivativeOptions = {},
): Like<Y> {
  currentGraph("jvp");
  const ys = nodesOf(y), xs = nodesOf(x), tangents = nodesOf(tangent);
  return tensorsLike(
    y,
    withUserLine(() => {
      requireFloat("jvp", ys);
      requireAlike("jvp", "tangent", tangents, xs);
      checkVariables(ys, xs, "what is differentiated", options);
      return pushForward(ys, xs, tangents);
    }),
  );
}
