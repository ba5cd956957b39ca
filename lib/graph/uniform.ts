/** Recognising nodes that hold one number everywhere, so that ops on them can be left out. */
import { CONSTANT, type GraphNode } from "./graph.ts";

/** The number that every element of a node is known to equal, or `undefined`. */
export function uniformValue(node: GraphNode): number | undefined {
  if (node.op.name === "broadcastTo" || node.op.name === "reshape") return uniformValue(node.inputs[0]);
  if (node.op !== CONSTANT || node.values!.length === 0 || node.values!.length > 16) return undefined;
  const first = node.values![0];
  return node.values!.every((value) => value === first) ? first : undefined;
}

/** The same values before they were broadcast: what an op that broadcasts by itself can read. */
export function beforeBroadcast(node: GraphNode): GraphNode {
  return node.op.name === "broadcastTo" ? beforeBroadcast(node.inputs[0]) : node;
}
