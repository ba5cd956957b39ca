/** Recognising nodes that hold one number everywhere, so that ops on them can be left out. */
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
 * The same for a node by which nobody differentiates, so that an op on it may be left out: what the engine made itself,
 * and every constant once the function is traced.
 */
export function fixedValue(node: GraphNode): number | undefined {
  const value = uniformValue(node);
  if (value === undefined) return undefined;
  return ancestors([node]).every((part) => !part.attributes.given) ? value : undefined;
}

/** The same values before they were broadcast: what an op that broadcasts by itself can read. */
export function beforeBroadcast(node: GraphNode): GraphNode {
  return node.op.name === "broadcastTo" ? beforeBroadcast(node.inputs[0]) : node;
}
