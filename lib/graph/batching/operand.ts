/** What a batching rule is given. */
import type { GraphNode } from "../graph.ts";
import { broadcastTo } from "../ops/broadcast.ts";
import { reshape } from "../ops/layout.ts";

/** An input of a node: of one sample, and of all of them where it differs between samples. */
export interface Operand {
  /** As the node of one sample reads it. */
  readonly single: GraphNode;
  /** The same for all samples, `[count, ...single.shape]`; `null` where all samples share `single`. */
  readonly all: GraphNode | null;
}

/**
 * Nodes of one sample for all of them, `[count, ...shape]` each.
 *
 * @param more what else stands for a part of one sample, and that part of all samples
 */
export type BatchNodes = (
  nodes: readonly GraphNode[],
  more: ReadonlyMap<GraphNode, GraphNode>,
) => GraphNode[];

/**
 * The result of `node` for all samples, `[count, ...node.shape]`.
 *
 * @param batched makes batched nodes of others of the same sample, also later on
 */
export type BatchingRule = (
  node: GraphNode,
  operands: readonly Operand[],
  count: number,
  batched: BatchNodes,
) => GraphNode;

/** An operand for all samples, repeated where they share it. */
export function allSamples({ single, all }: Operand, count: number): GraphNode {
  return all ?? broadcastTo(single, [count, ...single.shape]);
}

/** An operand that broadcasts like `single` within each sample, against others of up to `rank` axes in a sample. */
export function aligned({ single, all }: Operand, rank: number): GraphNode {
  if (!all) return single;
  const ones = new Array<number>(rank - single.shape.length).fill(1);
  return reshape(all, [all.shape[0], ...ones, ...single.shape]);
}
