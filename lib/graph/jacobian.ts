/** Jacobian matrices. */
import type * as tf from "@tensorflow/tfjs";
import { batchNodes } from "./batching/batch.ts";
import { withUserLine } from "./errors.ts";
import { pushForward } from "./forward.ts";
import { pullBack, requireEntering } from "./gradient.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { type Like, nodesOf, type OneOrMany, requireFloat, tensorsLike } from "./one_or_many.ts";
import { reshape, transpose } from "./ops/layout.ts";
import { cast, equal } from "./ops/select.ts";
import { sizeOf } from "./shape.ts";
import { currentGraph, nodeOf } from "./trace_backend.ts";

/**
 * All derivatives ∂y/∂x: for each x a tensor `[...y.shape, ...x.shape]`.
 *
 * Computed in one batched pass, in reverse mode with one cotangent for each element of y, or in forward mode with one
 * tangent for each element of x where these are fewer. The intermediate results of the pass are as many times larger.
 *
 * @param y a float tensor of any shape
 * @param x tensor or tensors to differentiate by
 * @throws GradientError where y is not float, or an x is not float or does not enter y
 * @throws TraceError outside a traced function
 */
export function jacobian<X extends OneOrMany>(y: tf.Tensor, x: X): Like<X> {
  currentGraph("jacobian");
  const node = nodeOf(y), xs = nodesOf(x);
  return tensorsLike(
    x,
    withUserLine(() => {
      requireFloat("jacobian", [node]);
      requireEntering([node], xs, "what is differentiated");
      const size = xs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
      return size < node.size ? xs.map((x) => byColumns(node, x)) : byRows(node, xs);
    }),
  );
}

/** Reverse mode: row i is the gradient of element i of y. */
function byRows(y: GraphNode, xs: readonly GraphNode[]): GraphNode[] {
  const cotangent = y.graph.input("cotangent", y.shape);
  const rows = pullBack([y], [cotangent], xs);
  const units = new Map([[cotangent, reshape(identity(y.graph, y.size), [y.size, ...y.shape])]]);
  return batchNodes(rows, units, y.size).map((all, k) => reshape(all, [...y.shape, ...xs[k].shape]));
}

/** Forward mode: column j is the derivative by element j of x. */
function byColumns(y: GraphNode, x: GraphNode): GraphNode {
  const tangent = x.graph.input("tangent", x.shape);
  const [column] = pushForward([y], [x], [tangent]);
  const units = new Map([[tangent, reshape(identity(x.graph, x.size), [x.size, ...x.shape])]]);
  const [columns] = batchNodes([column], units, x.size);
  return reshape(transpose(reshape(columns, [x.size, y.size]), [1, 0]), [...y.shape, ...x.shape]);
}

/** The identity matrix, which is computed when the graph runs: as a constant it would be stored. */
export function identity(graph: Graph, size: number): GraphNode {
  const numbers = graph.constant(Int32Array.from({ length: size }, (_, i) => i), [size], "int32");
  return cast(equal(reshape(numbers, [size, 1]), reshape(numbers, [1, size])), "float");
}
