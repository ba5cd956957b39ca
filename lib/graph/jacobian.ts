/** Jacobian matrices. */
import type * as tf from "@tensorflow/tfjs-core";
import { batchNodes } from "./batch_nodes.ts";
import type { DerivativeOptions } from "./derivative_options.ts";
import { ForwardModeError, withUserLine } from "./errors.ts";
import { pushForward } from "./forward.ts";
import { checkVariables, pullBack } from "./gradient.ts";
import type { GraphNode } from "./graph.ts";
import { type Like, nodesOf, type OneOrMany, requireFloat, tensorsLike } from "./one_or_many.ts";
import { reshape, transpose } from "./ops/layout.ts";
import { sizeOf } from "./shape.ts";
import { currentGraph, nodeOf } from "./trace_backend.ts";
import { allUnitVectors, requireFitting } from "./unit_vectors.ts";

/**
 * All derivatives ∂y/∂x: for each x a tensor `[...y.shape, ...x.shape]`.
 *
 * Computed in one batched pass: in reverse mode with one cotangent per element of y, or in forward mode with one
 * tangent per element of x, whichever are fewer. The intermediate results of the pass grow by the same factor; if that
 * is too much, use `vmap` of `vjp` or `jvp` to compute some rows or columns at a time.
 *
 * @param y a float tensor of any shape
 * @param x tensor or tensors to differentiate with respect to
 * @throws {GradientError} if y is not float, or an x is not float or, with `unconnected: "error"`, does not enter y
 * @throws {RangeError} for more than 2²⁷ derivatives with respect to one x
 * @throws {TraceError} outside a traced function
 */
export function jacobian<X extends OneOrMany>(
  y: tf.Tensor,
  x: X,
  options: DerivativeOptions = {},
): Like<X> {
  currentGraph("jacobian");
  const node = nodeOf(y), xs = nodesOf(x);
  return tensorsLike(
    x,
    withUserLine(() => {
      requireFloat("jacobian", [node]);
      checkVariables([node], xs, "what is differentiated", options);
      for (const { shape } of xs) {
        requireFitting("jacobian", node.shape, shape, "vjp or jvp for some of them");
      }
      const size = xs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
      return (size < node.size ? byColumns(node, xs) : null) ?? byRows(node, xs);
    }),
  );
}

/** Reverse mode: row i is the gradient of element i of y. */
function byRows(y: GraphNode, xs: readonly GraphNode[]): GraphNode[] {
  const cotangent = y.graph.input("cotangent", y.shape);
  const rows = pullBack([y], [cotangent], xs);
  const units = new Map([[cotangent, allUnitVectors(y.graph, y.shape)]]);
  return batchNodes(rows, units, y.size).map((all, k) => reshape(all, [...y.shape, ...xs[k].shape]));
}

/** Forward mode: column j is the derivative with respect to element j of x; null if only reverse mode has one. */
function byColumns(y: GraphNode, xs: readonly GraphNode[]): GraphNode[] | null {
  try {
    return xs.map((x) => columnsBy(y, x));
  } catch (error) {
    if (error instanceof ForwardModeError) return null;
    throw error;
  }
}

function columnsBy(y: GraphNode, x: GraphNode): GraphNode {
  const tangent = x.graph.input("tangent", x.shape);
  const [column] = pushForward([y], [x], [tangent]);
  const units = new Map([[tangent, allUnitVectors(x.graph, x.shape)]]);
  const [columns] = batchNodes([column], units, x.size);
  return reshape(transpose(reshape(columns, [x.size, y.size]), [1, 0]), [...y.shape, ...x.shape]);
}
