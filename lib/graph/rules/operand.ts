/** Operands of batching rules. */
import type { GraphNode, Operand } from "../op.ts";
import { broadcastTo } from "../ops/broadcast.ts";
import { reshape } from "../ops/layout.ts";

/** An operand for all samples, repeated if they share it. */
export function allSamples({ single, all }: Operand, count: number): GraphNode {
  return all ?? broadcastTo(single, [count, ...single.shape]);
}

/** An operand that broadcasts like `single` within each sample, against others of up to `rank` axes in a sample. */
export function aligned({ single, all }: Operand, rank: number): GraphNode {
  if (!all) return single;
  const ones = new Array<number>(rank - single.shape.length).fill(1);
  return reshape(all, [all.shape[0], ...ones, ...single.shape]);
}
