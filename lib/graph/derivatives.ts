/** What traced code needs most besides TF.js: gradients of any order, exact constants, stopped gradients. */
import type * as tf from "@tensorflow/tfjs-core";
import type { DerivativeOptions } from "./derivative_options.ts";
import { gradients } from "./gradient.ts";
import { stopGradient as stopGradientNode } from "./ops/elementwise_unary.ts";
import { type Like, nodesOf, type OneOrMany, tensorsLike } from "./one_or_many.ts";
import type { Shape } from "./shape.ts";
import { withUserLine } from "./errors.ts";
import { currentGraph, nodeOf, tensorOf } from "./trace_backend.ts";

/**
 * Gradient of a traced scalar with respect to one tensor, or to each of several; in their shapes.
 *
 * The result is an ordinary tensor of the trace and can be differentiated again. It is 0 for a tensor on which y does
 * not depend, also if y is constant.
 *
 * @param y a float scalar
 * @param x tensor or tensors to differentiate with respect to
 * @throws {GradientError} if `y` is not a float scalar, or an x is not float or, with `unconnected: "error"`, does not
 *   enter y
 * @throws {TraceError} outside a traced function
 */
export function grad<X extends OneOrMany>(y: tf.Tensor, x: X, options: DerivativeOptions = {}): Like<X> {
  currentGraph("grad");
  return tensorsLike(x, withUserLine(() => gradients(nodeOf(y), nodesOf(x), options)));
}

/**
 * Makes a constant that keeps all 53 bits; `tf.scalar` and `tf.tensor` round to 24.
 *
 * @param values a number, or row-major elements
 * @param shape shape of the elements; one axis by default
 * @throws {RangeError} if the elements do not fill the shape
 * @throws {TraceError} outside a traced function
 */
export function constant(values: number | ArrayLike<number>, shape?: Shape): tf.Tensor {
  const graph = currentGraph("constant");
  if (typeof values === "number") return tensorOf(graph.given(Float64Array.of(values), [], "float"));
  const elements = Float64Array.from(values);
  return tensorOf(withUserLine(() => graph.given(elements, shape ?? [elements.length], "float")));
}

/**
 * Returns the same tensor, treated as a constant in every gradient.
 *
 * @param x a float tensor of any shape
 * @throws {TypeError} for another dtype
 * @throws {TraceError} outside a traced function
 */
export function stopGradient(x: tf.Tensor): tf.Tensor {
  currentGraph("stopGradient");
  return tensorOf(withUserLine(() => stopGradientNode(nodeOf(x))));
}
