/** What a graph does with an op beside computing it, and the shapes of rules that many ops share. */
import type { BatchingRule, GradientRule, GraphNode } from "../op.ts";
import { mul } from "../ops/elementwise_binary.ts";
import { sumTo } from "../ops/reduce.ts";
import { onElements } from "./over_samples.ts";

export type { GradientRule };

/** The rules of an op. */
export interface OpRules {
  /** Gradients of the inputs, as nodes, which can be differentiated again; `null` if none passes, by intent. */
  readonly gradient: GradientRule | null;
  /** All samples at once; absent if they are computed one by one. */
  readonly batching?: BatchingRule;
  /** Inputs in which the op is linear: in all together, in each alone, or in the first as long as others are fixed. */
  readonly linear?: "all" | "each" | "first";
}

/** Rules by the op's name. */
export type RulesByOp = Readonly<Record<string, OpRules>>;

/** The number 0 in the graph of a node. */
export const zero = (like: GraphNode): GraphNode => like.graph.scalar(0);
/** The number 1 in the graph of a node. */
export const one = (like: GraphNode): GraphNode => like.graph.scalar(1);

/** Rules of an op on each element by itself, with broadcasting. */
export function pointwise(gradient: GradientRule | null, linear?: OpRules["linear"]): OpRules {
  return { gradient, batching: onElements, ...(linear ? { linear } : {}) };
}

/** Those of an op of one input, from its derivative. */
export function elementwise(derivative: (x: GraphNode, y: GraphNode) => GraphNode): OpRules {
  return pointwise((y, dy) => [() => mul(dy, derivative(y.inputs[0], y))]);
}

/** Gradients of an op of two inputs that broadcast. */
export function broadcasting(
  rule: (dy: GraphNode, a: GraphNode, b: GraphNode, y: GraphNode) => [() => GraphNode, () => GraphNode],
): GradientRule {
  return (y, dy) => {
    const [a, b] = y.inputs;
    const [da, db] = rule(dy, a, b, y);
    return [() => sumTo(da(), a.shape), () => sumTo(db(), b.shape)];
  };
}
