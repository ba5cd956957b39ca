/** Reverse-mode differentiation of a graph; the result is part of the same graph, so any order follows. */
import { GradientError } from "./errors.ts";
import { GRADIENT_RULES, WITHOUT_GRADIENT } from "./gradient_rules/mod.ts";
import { type GraphNode, liveNodes } from "./graph.ts";
import { broadcastTo } from "./ops/broadcast.ts";
import { add } from "./ops/elementwise_binary.ts";

/**
 * Gradients of the scalar `y` with respect to nodes `xs`, each in its node's shape.
 *
 * Where `y` depends on an x only through ops of derivative zero (comparisons, `stopGradient`) the gradient is zero.
 *
 * @throws GradientError where `y` is not a float scalar, or an x is not float or does not enter `y` at all.
 */
export function gradients(y: GraphNode, xs: readonly GraphNode[]): GraphNode[] {
  if (y.shape.length !== 0 || y.dtype !== "float") {
    throw new GradientError(
      `the gradient needs a float scalar to differentiate, found ${y.dtype} [${y.shape}]: sum or average it first`,
    );
  }
  const reached = dependents(xs);
  const adjoints = new Map<GraphNode, GraphNode>([[y, y.graph.scalar(1)]]);
  for (let id = y.id; id >= 0; id--) {
    const node = y.graph.nodes[id], dy = adjoints.get(node);
    if (!dy || !reached.has(node) || node.inputs.length === 0) continue;
    const rule = GRADIENT_RULES.get(node.op.name);
    if (!rule) {
      if (WITHOUT_GRADIENT.has(node.op.name)) continue;
      throw new GradientError(`op ${node.op.name} has no gradient rule`);
    }
    rule(node, dy).forEach((contribution, k) => {
      const input = node.inputs[k];
      if (!contribution || !reached.has(input)) return;
      const earlier = adjoints.get(input), value = contribution();
      adjoints.set(input, earlier ? add(earlier, value) : value);
    });
  }
  const entering = new Set(liveNodes([y]));
  return xs.map((x, k) => {
    if (x.dtype !== "float") {
      throw new GradientError(`gradient with respect to number ${k}: it is ${x.dtype}, not float`);
    }
    if (!entering.has(x)) {
      throw new GradientError(
        `gradient with respect to number ${k} (shape [${x.shape}]): the scalar does not depend on it`,
      );
    }
    return adjoints.get(x) ?? broadcastTo(y.graph.scalar(0), x.shape);
  });
}

/** Nodes that depend on any of `xs`, themselves included. */
function dependents(xs: readonly GraphNode[]): Set<GraphNode> {
  const reached = new Set(xs);
  for (const node of xs[0]?.graph.nodes ?? []) {
    if (node.inputs.some((input) => reached.has(input))) reached.add(node);
  }
  return reached;
}
