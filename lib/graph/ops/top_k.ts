/** Positions of the largest elements of each row. */
import type { GraphNode } from "../graph.ts";
import type { Op } from "../op.ts";
import { topKWithNaN } from "./onnx_nan.ts";
import { isAbove } from "./reduce.ts";
import { topKOf } from "./tfjs_nan.ts";

const op: Op = {
  name: "topKIndices",
  infer([x], { k }) {
    if (x.dtype === "bool") throw new TypeError("topk: needs float or int32, found bool");
    const length = x.shape[x.shape.length - 1] ?? 0, count = k as number;
    if (!Number.isInteger(count) || count < 1 || count > length) {
      throw new RangeError(`topk: k is ${count}, allowed 1…${length}, the length of the last axis`);
    }
    return { shape: [...x.shape.slice(0, -1), count], dtype: "int32" };
  },
  evaluate([x], { inputs, attributes }) {
    const length = inputs[0].shape[inputs[0].shape.length - 1], k = attributes.k as number;
    const result: number[] = [];
    for (let start = 0; start < x.length; start += length) {
      // A stable sort: of equal elements the first comes first.
      const order = Array.from({ length }, (_, i) => i).sort((a, b) =>
        Number(isAbove(x[start + b], x[start + a])) - Number(isAbove(x[start + a], x[start + b]))
      );
      for (const position of order.slice(0, k)) result.push(position);
    }
    return Int32Array.from(result);
  },
  onnx(writer, [x], { inputs: [{ dtype, shape }], attributes }) {
    const k = attributes.k as number;
    if (dtype === "float") return writer.cast(topKWithNaN(writer, x, k, shape[shape.length - 1]), "int32");
    const [, indices] = writer.nodes("TopK", [x, writer.integers([k])], 2, { axis: -1 });
    return writer.cast(indices, "int32");
  },
  tfjs: (tf, [x], { attributes }) => topKOf(tf, x, attributes.k as number),
};

/**
 * Positions, int32, of the `k` largest elements along the last axis, in descending order, NaN first; equal elements
 * keep their order.
 */
export function topKIndices(x: GraphNode, k: number): GraphNode {
  return x.graph.apply(op, [x], { k });
}
