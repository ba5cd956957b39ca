/** How much arithmetic a program's matrix products and convolutions are. */
import type { GraphNode, Program } from "../../lib/graph/mod.ts";
import { liveNodes } from "../../lib/graph/graph.ts";
import { type Shape, sizeOf } from "../../lib/graph/shape.ts";

/** Multiplications of a node, by op. */
const PRODUCTS: Readonly<Record<string, (node: GraphNode) => number>> = {
  matMul: ({ size, inputs: [a], attributes }) =>
    size * a.shape[a.shape.length - (attributes.transposeA ? 2 : 1)],
  conv2d: ({ size, inputs: [, filter] }) => size * taps(filter.shape),
  conv2dImageGradient: ({ inputs: [results, filter] }) => results.size * taps(filter.shape),
  depthwiseConv2d: ({ size, inputs: [, filter] }) => size * sizeOf(filter.shape.slice(0, 2)),
  conv2dFilterGradient: ({ shape, inputs: [, results] }) => results.size * taps(shape),
};

/** Positions and channels of filters `[h, w, C, O]`, which each result sums over. */
function taps(filters: Shape): number {
  return sizeOf(filters.slice(0, 3));
}

/** Multiplications and additions of all matrix products and convolutions of a program; other ops are not counted. */
export function floatingPointOperations({ outputs }: Program): number {
  const nodes = liveNodes(Object.values(outputs));
  return nodes.reduce((sum, node) => sum + 2 * (PRODUCTS[node.op.name]?.(node) ?? 0), 0);
}
