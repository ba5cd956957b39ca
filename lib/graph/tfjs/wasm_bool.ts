/** Booleans on TF.js's WebAssembly backend. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { GraphNode } from "../graph.ts";
import type { Tfjs } from "../op.ts";
import { toBool } from "../ops/tfjs_formulas.ts";

/** Ops that return elements of their inputs. */
const MOVING = ["broadcastTo", "concat", "gatherRows", "pad", "slice", "stridedSlice", "transpose", "where"];

/**
 * Computes a node; booleans are moved as int32. The kernels would treat them as four-byte numbers and overwrite the
 * memory of other tensors.
 */
export function withoutMovedBools(tf: Tfjs, inputs: readonly Tensor[], node: GraphNode): Tensor {
  if (node.dtype !== "bool" || !MOVING.includes(node.op.name)) return node.op.tfjs(tf, inputs, node);
  const moved = inputs.map((input, k) => {
    const condition = node.op.name === "where" && k === 0;
    return input.dtype === "bool" && !condition ? tf.cast(input, "int32") : input;
  });
  return toBool(tf, node.op.tfjs(tf, moved, node));
}
