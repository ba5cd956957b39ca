/** Hessian matrices. */
import type * as tf from "@tensorflow/tfjs";
import { batchNodes } from "./batching/batch.ts";
import { withUserLine } from "./errors.ts";
import { gradients, pullBack } from "./gradient.ts";
import { identity } from "./jacobian.ts";
import { reshape } from "./ops/layout.ts";
import { currentGraph, nodeOf, tensorOf } from "./trace_backend.ts";

/**
 * All second derivatives ∂²y/∂x² of a scalar: a tensor `[...x.shape, ...x.shape]`.
 *
 * One batched Hessian–vector product with as many vectors as x has elements, so for small x. For many parameters take
 * `hvp` in a program of its own, for single rows or for the top of the spectrum (`lanczos` of `lib/linalg`).
 *
 * @param y a float scalar
 * @param x one tensor; the Hessian by all parameters of a model is that by the flat vector they are cut from
 * @throws GradientError where y is not a float scalar, or x is not float or does not enter y
 * @throws TraceError outside a traced function
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { hessian, interpret, trace } from "../../lib/graph/mod.ts";
 *
 * const program = trace(({ x }) => ({ h: hessian(tf.sum(tf.pow(x, 3)), x) }), { x: [2] });
 * const { h } = interpret(program, { x: Float64Array.of(1, 2) });
 * if (`${h}` !== "6,0,0,12") throw new Error("the Hessian of Σx³ is diagonal with 6x");
 * ```
 */
export function hessian(y: tf.Tensor, x: tf.Tensor): tf.Tensor {
  const graph = currentGraph("hessian"), node = nodeOf(x);
  return withUserLine(() => {
    const first = gradients(nodeOf(y), [node]), vector = graph.input("vector", node.shape);
    const product = pullBack(first, [vector], [node]);
    const units = new Map([[vector, reshape(identity(graph, node.size), [node.size, ...node.shape])]]);
    const [rows] = batchNodes(product, units, node.size);
    return tensorOf(reshape(rows, [...node.shape, ...node.shape]));
  });
}
