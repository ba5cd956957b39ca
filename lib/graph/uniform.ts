/** Recognises nodes whose elements are all one number, so ops on them can be removed. */
import { ancestors, type GraphNode } from "./graph.ts";

/** The number that every element of a node is known to equal, or `undefined`. */
export function uniformValue(node: GraphNode): number | undefined {
  const { op, values, inputs } = node;
  if (!values && (op.name === "broadcastTo" || op.name === "reshape")) return uniformValue(inputs[0]);
  if (!values || values.length === 0 || values.length > 16) return undefined;
  const first = values[0];
  return values.every((value) => value === first) ? first : undefined;
}

/**
 * The same for a node with respect to which nobody differentiates, so an op on it may be removed: nodes that the engine
 * made itself, and after tracing every constant.
 */
export function fixedValue(node: GraphNode): number | undefined {
  const value = uniformValue(node);
  if (value === undefined) return undefined;
  return ancestors([node]).every((part) => !part.attributes.given) ? value : undefined;
}

/** The same values before they were broadcast, for an op that broadcasts by itself. */
export function beforeBroadcast(node: GraphNode): GraphNode {
  return node.op.name === "broadcastTo" ? beforeBroadcast(node.inputs[0]) : node;
}
