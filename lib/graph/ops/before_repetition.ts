/** Ops on tensors before they are broadcast. */
import type { GraphNode } from "../graph.ts";
import type { Op } from "../op.ts";
import { broadcastShapes, type Shape, sizeOf } from "../shape.ts";
import { beforeBroadcast } from "../uniform.ts";
import { broadcastTo } from "./broadcast.ts";

/**
 * An elementwise op on broadcast operands, rewritten as the broadcast of the op on fewer elements; `undefined` if there
 * would not be fewer.
 */
export function beforeRepetition(op: Op, operands: readonly GraphNode[]): GraphNode | undefined {
  const repeated = commonShape(operands);
  const short = operands.map(beforeBroadcast), shape = commonShape(short);
  if (sizeOf(shape) >= sizeOf(repeated)) return undefined;
  return broadcastTo(operands[0].graph.apply(op, short), repeated);
}

function commonShape(operands: readonly GraphNode[]): Shape {
  return operands.map(({ shape }) => shape).reduce((a, b) => broadcastShapes(a, b));
}
