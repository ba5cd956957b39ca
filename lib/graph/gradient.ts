/** Reverse-mode differentiation of a graph; the result is part of the same graph, so any order follows. */
import { largest } from "../stats/extremes.ts";
import { type DerivativeOptions, isStrict } from "./derivative_options.ts";
import { GradientError } from "./errors.ts";
import { OP_RULES } from "./rules/mod.ts";
import { ancestors, type GraphNode } from "./graph.ts";
import { broadcastTo } from "./ops/broadcast.ts";
import { add } from "./ops/elementwise_binary.ts";

/**
 * Gradients of the scalar `y` with respect to nodes `xs`, each in its node's shape.
 *
 * The gradient is zero if `y` does not depend on an x, or only through ops with derivative zero (comparisons,
 * `stopGradient`).
 *
 * @throws {GradientError} if `y` is not a float scalar, or an x is not float or, with `unconnected: "error"`, does not
 *   enter `y` at all
 */
export function gradients(
  y: GraphNode,
  xs: readonly GraphNode[],
  options: DerivativeOptions = {},
): GraphNode[] {
  if (y.shape.length !== 0 || y.dtype !== "float") {
    throw new GradientError(
      `gradient: what is differentiated must be a float scalar, got ${y.dtype} [${y.shape}]; sum or average it first`,
    );
  }
  checkVariables([y], xs, "the scalar", options);
  return pullBack([y], [y.graph.scalar(1)], xs);
}

/**
 * Throws unless every x is float and, with `unconnected: "error"`, at least one of `ys` is computed from it.
 *
 * @param what name of the ys in an error
 * @throws {GradientError} that names the first x that does not fit
 */
export function checkVariables(
  ys: readonly GraphNode[],
  xs: readonly GraphNode[],
  what: string,
  options: DerivativeOptions = {},
): void {
  const entering = isStrict(options) ? new Set(ancestors(ys)) : undefined;
  xs.forEach((x, k) => {
    const name = options.names?.[k] ?? `number ${k}`;
    if (x.dtype !== "float") {
      throw new GradientError(`gradient with respect to ${name}: it is ${x.dtype}, not float`);
    }
    if (entering && !entering.has(x)) {
      throw new GradientError(
        `gradient with respect to ${name} (shape [${x.shape}]): ${what} does not depend on it`,
      );
    }
  });
}

/**
 * How a linear map is transposed if its nodes have a derivative of their own: by the derivative at kinks (`oneSided`),
 * or by their values.
 */
export type Transposition = "values" | "oneSided";

/**
 * Σ cotangentᵀ·∂y/∂x over `ys`, for each of `xs`, in its node's shape; zero if no y depends on an x.
 *
 * @param ys float nodes of any shape
 * @param cotangents one node for each y, of its shape
 * @param transposition given if the ys are linear in the xs and their transpose is wanted, not their derivative
 * @throws {GradientError} for an op that has no derivative rule
 */
export function pullBack(
  ys: readonly GraphNode[],
  cotangents: readonly GraphNode[],
  xs: readonly GraphNode[],
  transposition?: Transposition,
): GraphNode[] {
  const reached = dependents(xs), adjoints = new Map<GraphNode, GraphNode>();
  const contribute = (node: GraphNode, value: GraphNode) => {
    const earlier = adjoints.get(node);
    adjoints.set(node, earlier ? add(earlier, value) : value);
  };
  ys.forEach((y, k) => contribute(y, cotangents[k]));
  for (let id = largest(ys.map((y) => y.id)); id >= 0; id--) {
    const node = ys[0].graph.nodes[id], dy = adjoints.get(node);
    if (!dy || !reached.has(node) || node.inputs.length === 0) continue;
    const { own } = node.op, byValue = own && (transposition === "values" || (transposition && !own.isKink));
    if (byValue) {
      contribute(node.inputs[0], dy);
      continue;
    }
    const rule = own?.gradient ?? OP_RULES.get(node.op.name)?.gradient;
    if (rule === null) continue;
    if (!rule) throw new GradientError(`gradient: op ${node.op.name} has no gradient rule`);
    rule(node, dy).forEach((contribution, k) => {
      const input = node.inputs[k];
      if (contribution && reached.has(input)) contribute(input, contribution());
    });
  }
  return xs.map((x) => adjoints.get(x) ?? broadcastTo(x.graph.scalar(0), x.shape));
}

/** Nodes that depend on any of `xs`, including `xs`. */
function dependents(xs: readonly GraphNode[]): Set<GraphNode> {
  const reached = new Set(xs);
  for (const node of xs[0]?.graph.nodes ?? []) {
    if (node.inputs.some((input) => reached.has(input))) reached.add(node);
  }
  return reached;
}
