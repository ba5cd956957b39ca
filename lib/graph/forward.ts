/** Forward-mode differentiation of a graph, made of two reverse passes. */
import { ForwardModeError } from "./errors.ts";
import { pullBack } from "./gradient.ts";
import type { GraphNode } from "./graph.ts";
import { isLinear, nodesBetween } from "./linearity.ts";
import { ownGradient } from "./ops/own_gradient.ts";
import { uniformValue } from "./uniform.ts";

/** A node with the value of the first node and the derivative of the second. */
const differentiatedAs = ownGradient("differentiatedAs", (_, dy) => [null, () => dy]);

/**
 * Σ ∂y/∂x·tangent over `xs`, for each of `ys`, in its node's shape; zero if a y depends on no x.
 *
 * The gradient Jᵀu is linear in the cotangent u, so its own gradient with respect to u, weighted with the tangents, is
 * J·tangent, in which u no longer occurs. After dead nodes are removed, the remaining nodes are the steps of forward
 * mode, without a second set of rules that could disagree with the first.
 *
 * @param ys float nodes of any shape
 * @param xs float nodes
 * @param tangents one node for each x, of its shape
 * @throws {GradientError} for an op that has no derivative rule
 * @throws {ForwardModeError} if a gradient function given to `tf.customGrad` is not linear in its dy
 */
export function pushForward(
  ys: readonly GraphNode[],
  xs: readonly GraphNode[],
  tangents: readonly GraphNode[],
): GraphNode[] {
  const cotangents = ys.map((y) => y.graph.input("cotangent", y.shape));
  const gradients = pullBack(ys, cotangents, xs), between = nodesBetween(cotangents, gradients);
  requireLinear(gradients, between);
  const found = pullBack(gradients, tangents, cotangents, "values");
  if (![...between].some(({ op }) => op.own?.isKink)) return found;
  // // Second derivatives stay on one side of each kink.
  const oneSided = pullBack(gradients, tangents, cotangents, "oneSided");
  return found.map((value, k) => value === oneSided[k] ? value : differentiatedAs(value, oneSided[k]));
}

/**
 * Throws if gradients are not linear in their cotangents, which can happen with a user's gradient function.
 *
 * @param between the nodes through which they depend on it, from the first ones on
 */
function requireLinear(gradients: readonly GraphNode[], between: ReadonlySet<GraphNode>): void {
  const ops = [...between].filter((node) => !isLinear(node, between)).map(({ op }) => op.name);
  if (ops.length === 0 && gradients.every((one) => between.has(one) || uniformValue(one) === 0)) return;
  const how = ops.length === 0
    ? "does not depend on dy"
    : `is not linear in dy (by ${[...new Set(ops)].join(", ")})`;
  throw new ForwardModeError(
    `forward mode: a gradient function given to customGrad ${how}, so it has no forward derivative`,
  );
}
