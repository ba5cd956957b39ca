/** From the graph of one sample to the graph of all samples at once. */
import { type GraphNode, liveNodes } from "../graph.ts";
import { concat, reshape, slice } from "../ops/layout.ts";
import { BATCHING_RULES } from "./rules.ts";
import { allSamples, type Operand } from "./operand.ts";

/**
 * `outputs` for each of `count` samples, with a leading axis of samples.
 *
 * Nodes that do not depend on a sample are computed once, as they are.
 *
 * @param samples for each node that stands for a part of one sample, that part of all samples: `[count, ...shape]`
 */
export function batchNodes(
  outputs: readonly GraphNode[],
  samples: ReadonlyMap<GraphNode, GraphNode>,
  count: number,
): GraphNode[] {
  const batched = new Map(samples);
  for (const node of liveNodes(outputs)) {
    if (batched.has(node) || !node.inputs.some((input) => batched.has(input))) continue;
    const operands = node.inputs.map((single) => ({ single, all: batched.get(single) ?? null }));
    const rule = BATCHING_RULES.get(node.op.name) ?? oneByOne;
    batched.set(node, rule(node, operands, count));
  }
  return outputs.map((output) => allSamples({ single: output, all: batched.get(output) ?? null }, count));
}

/** What is right for every op: the op on each sample by itself. */
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
