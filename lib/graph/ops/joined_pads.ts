/** Joins blocks instead of padding each of them with zeros. */
import type { GraphNode } from "../graph.ts";
import type { Shape } from "../shape.ts";
import { concat, pad } from "./layout.ts";

/**
 * a + b for two blocks padded with zeros, where one ends where the other begins: the two blocks side by side.
 *
 * The gradient of a tensor that was sliced consists of such sums.
 */
export function joinedPads(a: GraphNode, b: GraphNode): GraphNode | undefined {
  if (a.op.name !== "pad" || b.op.name !== "pad") return undefined;
  const beforeA = a.attributes.before as Shape, beforeB = b.attributes.before as Shape;
  const axis = beforeA.findIndex((before, i) => before !== beforeB[i]);
  if (axis < 0) return undefined;
  const [first, second] = beforeA[axis] < beforeB[axis] ? [a, b] : [b, a];
  const [one, two] = [first.inputs[0], second.inputs[0]];
  const aligned = one.shape.every((length, i) =>
    i === axis
      ? beforeOf(first)[i] + length === beforeOf(second)[i]
      : beforeOf(first)[i] === beforeOf(second)[i] && length === two.shape[i]
  );
  if (!aligned) return undefined;
  const joined = concat([...blocks(one, axis), ...blocks(two, axis)], axis);
  return pad(joined, beforeOf(first), second.attributes.after as Shape);
}

function beforeOf(node: GraphNode): Shape {
  return node.attributes.before as Shape;
}

/** The parts of a tensor that was already joined along this axis. */
function blocks(node: GraphNode, axis: number): readonly GraphNode[] {
  return node.op.name === "concat" && node.attributes.axis === axis ? node.inputs : [node];
}
