/** What a reverse-mode rule is, and the shapes of rules that many ops share. */
import type { GradientRule, GraphNode } from "../op.ts";
import { mul } from "../ops/elementwise_binary.ts";
import { sumTo } from "../ops/reduce.ts";

export type { GradientRule };

/** Rules by the op's name. */
export type GradientRules = Readonly<Record<string, GradientRule>>;

/** The number 0 in the graph of a node. */
export const zero = (like: GraphNode): GraphNode => like.graph.scalar(0);
/** The number 1 in the graph of a node. */
export const one = (like: GraphNode): GraphNode => like.graph.scalar(1);

/** Rule of an elementwise op of one input, from its derivative. */
export function elementwise(derivative: (x: GraphNode, y: GraphNode) => GraphNode): GradientRule {
  return (y, dy) => [() => mul(dy, derivative(y.inputs[0], y))];
}

/** Rule of a broadcasting op of two inputs. */
export function broadcasting(
  rule: (dy: GraphNode, a: GraphNode, b: GraphNode, y: GraphNode) => [() => GraphNode, () => GraphNode],
): GradientRule {
  return (y, dy) => {
    const [a, b] = y.inputs;
    const [da, db] = rule(dy, a, b, y);
    return [() => sumTo(da(), a.shape), () => sumTo(db(), b.shape)];
  };
}
