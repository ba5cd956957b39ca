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

/** The result of `node` for all samples, `[count, ...node.shape]`. */
export type BatchingRule = (node: GraphNode, operands: readonly Operand[], count: number) => GraphNode;

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
