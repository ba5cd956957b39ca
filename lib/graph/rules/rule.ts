/** Rules of an op for differentiation, batching and linearity, and forms of rules that many ops share. */
import type { BatchingRule, GradientRule, GraphNode } from "../op.ts";
import { mul } from "../ops/elementwise_binary.ts";
import { sumTo } from "../ops/reduce.ts";
import { onElements } from "./over_samples.ts";

/** The rules of an op. */
export interface OpRules {
  /**
   * Gradients of the inputs, as nodes that can be differentiated again; `null` if the op deliberately has no
   * derivative.
   */
  readonly gradient: GradientRule | null;
  /** Computes all samples at once; absent if they are computed one by one. */
  readonly batching?: BatchingRule;
  /**
   * Inputs in which the op is linear: jointly in all, separately in each, or in the first while the others are fixed.
   */
  readonly linear?: "all" | "each" | "first";
}

/** Rules by the op's name. */
export type RulesByOp = Readonly<Record<string, OpRules>>;

/** The number 0 in the graph of a node. */
export const zero = (like: GraphNode): GraphNode => like.graph.scalar(0);
/** The number 1 in the graph of a node. */
export const one = (like: GraphNode): GraphNode => like.graph.scalar(1);

/** Rules of an elementwise op with broadcasting. */
export function pointwise(gradient: GradientRule | null, linear?: OpRules["linear"]): OpRules {
  return { gradient, batching: onElements, ...(linear ? { linear } : {}) };
}

/** Rules of an elementwise op with one input, from its derivative. */
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
