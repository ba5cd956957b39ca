/** Convolutions fused with their bias and activation. */
import type { GraphNode } from "../graph.ts";
import { sizeOf } from "../shape.ts";

/** A convolution, and the ops on its result that no other node reads. */
export interface FusedConvolution {
  readonly convolution: GraphNode;
  /** One number per channel. */
  readonly bias: GraphNode;
  readonly relu: boolean;
}

/** Ops that the runtime computes with its own convolution. */
const CONVOLUTIONS: ReadonlySet<string> = new Set(["conv2d", "depthwiseConv2d"]);

/**
 * Convolutions with a bias, and with ReLU if it follows, by the node whose value they give.
 *
 * @param nodes the computed nodes, in order
 * @param outputs nodes whose values are kept, so they must not become part of another node
 */
export function fusedConvolutions(
  nodes: readonly GraphNode[],
  outputs: readonly GraphNode[],
): ReadonlyMap<GraphNode, FusedConvolution> {
  const uses = new Map<GraphNode, number>();
  const count = (node: GraphNode) => uses.set(node, (uses.get(node) ?? 0) + 1);
  for (const node of nodes) if (!node.values) node.inputs.forEach(count);
  outputs.forEach(count);
  const fused = new Map<GraphNode, FusedConvolution>();
  for (const node of nodes) {
    if (node.op.name === "add") {
      const convolution = node.inputs.find((input) =>
        CONVOLUTIONS.has(input.op.name) && uses.get(input) === 1
      );
      const bias = node.inputs.find((input) => input !== convolution);
      if (convolution && bias && isRow(bias, node)) fused.set(node, { convolution, bias, relu: false });
    } else if (node.op.name === "relu") {
      const [sum] = node.inputs, biased = fused.get(sum);
      if (!biased || uses.get(sum) !== 1) continue;
      fused.delete(sum);
      fused.set(node, { ...biased, relu: true });
    }
  }
  return fused;
}

function isRow(bias: GraphNode, { shape }: GraphNode): boolean {
  const channels = shape[shape.length - 1];
  return sizeOf(bias.shape) === channels && bias.shape[bias.shape.length - 1] === channels;
}
