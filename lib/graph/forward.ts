/** Forward-mode differentiation of a graph, made of two reverse passes. */
import { GradientError } from "./errors.ts";
import { pullBack } from "./gradient.ts";
import { type GraphNode, liveNodes } from "./graph.ts";

/**
 * Σ ∂y/∂x·tangent over `xs`, for each of `ys`, in its node's shape; zero where a y depends on no x.
 *
 * The gradient Jᵀu is linear in the cotangent u, so its own gradient by u, weighted with the tangents, is J·tangent,
 * in which u no longer occurs. What remains after dead nodes are left out are the steps of forward mode, without a
 * second set of rules that could disagree with the first.
 *
 * @param ys float nodes of any shape
 * @param xs float nodes
 * @param tangents one node for each x, of its shape
 * @throws GradientError for an op that has no derivative rule, or whose rule is not linear in the cotangent
 */
export function pushForward(
  ys: readonly GraphNode[],
  xs: readonly GraphNode[],
  tangents: readonly GraphNode[],
): GraphNode[] {
  const cotangents = ys.map((y) => y.graph.input("cotangent", y.shape));
  const found = pullBack(pullBack(ys, cotangents, xs), tangents, cotangents);
  const live = new Set(liveNodes(found));
  if (cotangents.some((cotangent) => live.has(cotangent))) {
    const ops = [...live].filter((node) => node.inputs.some((input) => cotangents.includes(input)));
    throw new GradientError(
      `forward mode needs rules that are linear in the cotangent; it is still used by ${
        ops.map(({ op }) => op.name)
      }`,
    );
  }
  return found;
}
