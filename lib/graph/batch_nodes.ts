/** From the graph of one sample to the graph of all samples at once. */
import { type GraphNode, liveNodes } from "./graph.ts";
import type { BatchNodes } from "./op.ts";
import { OP_RULES } from "./rules/mod.ts";
import { oneByOne } from "./rules/one_by_one.ts";
import { allSamples } from "./rules/operand.ts";

/**
 * `outputs` for each of `count` samples, with a leading axis of samples.
 *
 * Nodes that do not depend on a sample are computed once, as they are.
 *
 * @param samples maps each node of one sample to the same part of all samples: `[count, ...shape]`
 */
export function batchNodes(
  outputs: readonly GraphNode[],
  samples: ReadonlyMap<GraphNode, GraphNode>,
  count: number,
): GraphNode[] {
  const batched = new Map(samples);
  const again: BatchNodes = (nodes, more) => batchNodes(nodes, new Map([...batched, ...more]), count);
  for (const node of liveNodes(outputs)) {
    if (batched.has(node) || !node.inputs.some((input) => batched.has(input))) continue;
    const operands = node.inputs.map((single) => ({ single, all: batched.get(single) ?? null }));
    const rule = node.op.own?.batching ?? OP_RULES.get(node.op.name)?.batching ?? oneByOne;
    batched.set(node, rule(node, operands, count, again));
  }
  return outputs.map((output) => allSamples({ single: output, all: batched.get(output) ?? null }, count));
}
