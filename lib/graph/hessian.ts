/** Hessian matrices, whole or by rows. */
import type * as tf from "@tensorflow/tfjs-core";
import { batchNodes } from "./batch_nodes.ts";
import type { DerivativeOptions } from "./derivative_options.ts";
import { withUserLine } from "./errors.ts";
import { gradients, pullBack } from "./gradient.ts";
import type { GraphNode } from "./graph.ts";
import { reshape } from "./ops/layout.ts";
import { currentGraph, nodeOf, tensorOf } from "./trace_backend.ts";
import { allUnitVectors, requireFitting, unitVectors } from "./unit_vectors.ts";

/**
 * All second derivatives ∂²y/∂x² of a scalar: a tensor `[...x.shape, ...x.shape]`.
 *
 * One batched Hessian–vector product with as many vectors as x has elements, whose intermediate results are as many
 * times larger, so for small x. For more parameters take {@linkcode hessianRows}, or `hvp` in a program of its own for
 * the top of the spectrum (`lanczos` of `lib/linalg`).
 *
 * @param y a float scalar
 * @param x one tensor; the Hessian by all parameters of a model is that by the flat vector they are cut from
 * @throws {GradientError} if y is not a float scalar, or x is not float or, with `unconnected: "error"`, does not enter y
 * @throws {RangeError} for more than 2²⁷ derivatives, that is more than 11,585 elements of x
 * @throws {TraceError} outside a traced function
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { hessian, interpret, trace } from "../../lib/graph/mod.ts";
 *
 * const program = trace(({ x }) => ({ h: hessian(tf.sum(tf.pow(x, 3)), x) }), { x: [2] });
 * const { h } = interpret(program, { x: Float64Array.of(1, 2) });
 * if (`${h}` !== "6,0,0,12") throw new Error("the Hessian of Σx³ is diagonal with 6x");
 * ```
 */
export function hessian(y: tf.Tensor, x: tf.Tensor, options: DerivativeOptions = {}): tf.Tensor {
  const graph = currentGraph("hessian"), node = nodeOf(x);
  return withUserLine(() => {
    requireFitting("hessian", node.shape, node.shape, "hessianRows, or hvp with lanczos");
    const rows = products(nodeOf(y), node, allUnitVectors(graph, node.shape), options);
    return tensorOf(reshape(rows, [...node.shape, ...node.shape]));
  });
}

/**
 * Some rows of the Hessian of a scalar: `[rows, ...x.shape]`.
 *
 * Memory grows with the number of rows, not with the size of x: a program that takes their numbers as an input computes
 * a large Hessian block by block.
 *
 * @param y a float scalar
 * @param x one tensor
 * @param rows which elements of x, in row-major order, the rows belong to: int32 `[rows]`; a number that no element has
 *   is an error of the engine when the program runs
 * @throws {GradientError} if y is not a float scalar, or x is not float or, with `unconnected: "error"`, does not enter y
 * @throws {RangeError} if `rows` is not a list of one or more numbers
 * @throws {TypeError} if `rows` is not int32
 * @throws {TraceError} outside a traced function
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { hessianRows, interpret, trace } from "../../lib/graph/mod.ts";
 *
 * const program = trace(({ x, rows }) => ({ h: hessianRows(tf.sum(tf.pow(x, 3)), x, rows) }), {
 *   x: [3],
 *   rows: { shape: [1], dtype: "int32" },
 * });
 * const { h } = interpret(program, { x: Float64Array.of(1, 2, 3), rows: Int32Array.of(1) });
 * if (`${h}` !== "0,12,0") throw new Error("row 1 of the Hessian of Σx³");
 * ```
 */
export function hessianRows(
  y: tf.Tensor,
  x: tf.Tensor,
  rows: tf.Tensor,
  options: DerivativeOptions = {},
): tf.Tensor {
  currentGraph("hessianRows");
  const node = nodeOf(x), at = nodeOf(rows);
  return withUserLine(() => {
    if (at.shape.length !== 1 || at.size === 0) {
      throw new RangeError(`hessianRows: rows have shape [${at.shape}], needs a list of one or more numbers`);
    }
    if (at.dtype !== "int32") throw new TypeError(`hessianRows: rows must be int32, found ${at.dtype}`);
    return tensorOf(products(nodeOf(y), node, unitVectors(at, node.shape), options));
  });
}

/** The Hessian of y by x times each of several vectors `[count, ...x.shape]`, in the vectors' shape. */
function products(y: GraphNode, x: GraphNode, vectors: GraphNode, options: DerivativeOptions): GraphNode {
  const vector = x.graph.input("vector", x.shape);
  const product = pullBack(gradients(y, [x], options), [vector], [x]);
  return batchNodes(product, new Map([[vector, vectors]]), vectors.shape[0])[0];
}
