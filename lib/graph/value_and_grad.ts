/** A value together with its gradient. */
import type * as tf from "@tensorflow/tfjs-core";
import type { DerivativeOptions } from "./derivative_options.ts";
import { grad } from "./derivatives.ts";
import type { Like, OneOrMany } from "./one_or_many.ts";

/**
 * A scalar function's value at traced tensors and its gradient with respect to them.
 *
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { interpret, trace, valueAndGrad } from "@paper-notebooks/lib/graph";
 *
 * const program = trace(({ x }) => {
 *   const { value, gradient } = valueAndGrad((x: tf.Tensor) => tf.sum(tf.square(x)), x);
 *   return { value, gradient };
 * }, { x: [2] });
 * const { value, gradient } = interpret(program, { x: Float64Array.of(1, 3) });
 * if (value[0] !== 10 || `${gradient}` !== "2,6") throw new Error();
 * ```
 *
 * @param fn traced; takes `x` as given, one tensor or a list, and returns a float scalar
 * @param x where to compute both
 * @throws {GradientError} if the value is not a float scalar or, with `unconnected: "error"`, does not depend on an x
 * @throws {TraceError} outside a traced function
 */
export function valueAndGrad<X extends OneOrMany>(
  fn: (x: X) => tf.Tensor,
  x: X,
  options: DerivativeOptions = {},
): { value: tf.Tensor; gradient: Like<X> } {
  const value = fn(x);
  return { value, gradient: grad(value, x, options) };
}
