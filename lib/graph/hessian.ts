/** Hessian matrices, complete or by rows. */
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
 * Computed as one batched Hessian–vector product with one vector per element of x. Intermediate results grow by the
 * same factor, so use it for small x. For more parameters use {@linkcode hessianRows}, or `hvp` in a separate program
 * for the top of the spectrum (`lanczos` of `lib/linalg`).
 *
 * @param y a float scalar
 * @param x one tensor; for the Hessian of all parameters of a model, pass the flat vector that they are sliced from
 * @throws {GradientError} if y is not a float scalar, or x is not float or, with `unconnected: "error"`, does not enter
 *   y
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
 * Memory grows with the number of rows, not with the size of x: a program that takes the row numbers as an input can
 * compute a large Hessian block by block.
 *
 * @param y a float scalar
 * @param x one tensor
 * @param rows elements of x, in row-major order, to which the rows belong: int32 `[rows]`; a number outside x is an
 *   error of the engine when the program runs
 * @throws {GradientError} if y is not a float scalar, or x is not float or, with `unconnected: "error"`, does not enter
 *   y
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

/** The Hessian of y with respect to x times each of several vectors `[count, ...x.shape]`, in the vectors' shape. */
function products(y: GraphNode, x: GraphNode, vectors: GraphNode, options: DerivativeOptions): GraphNode {
  const vector = x.graph.input("vector", x.shape);
  const product = pullBack(gradients(y, [x], options), [vector], [x]);
  return batchNodes(product, new Map([[vector, vectors]]), vectors.shape[0])[0];
}
