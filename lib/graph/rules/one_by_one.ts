/** Batching without a rule. */
import type { Operand } from "../op.ts";
import type { GraphNode } from "../graph.ts";
import { concat, reshape, slice } from "../ops/layout.ts";

/** Runs the op on each sample separately, which is right for every op. */
export function oneByOne(node: GraphNode, operands: readonly Operand[], count: number): GraphNode {
  const results = Array.from({ length: count }, (_, i) => {
    const inputs = operands.map(({ single, all }) => {
      if (!all) return single;
      const begin = all.shape.map((_, axis) => (axis === 0 ? i : 0));
      return reshape(slice(all, begin, [1, ...single.shape]), single.shape);
    });
    return reshape(node.graph.apply(node.op, inputs, node.attributes), [1, ...node.shape]);
  });
  return count === 1 ? results[0] : concat(results, 0);
}
