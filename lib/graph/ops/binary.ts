/** Common parts of ops on pairs of elements, with broadcasting. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { GraphNode } from "../graph.ts";
import type { OnnxWriter, Op, Tfjs } from "../op.ts";
import { broadcastOffsets, broadcastShapes, sameShape, sizeOf } from "../shape.ts";
import { beforeBroadcast } from "../uniform.ts";
import { beforeRepetition } from "./before_repetition.ts";
import { byWideRows } from "./wide_rows.ts";

/** An op on pairs of elements. */
export interface BinarySpec {
  name: string;
  /** The equivalent ONNX op, or a function that writes the nodes. */
  onnx: string | ((writer: OnnxWriter, inputs: readonly string[], node: GraphNode) => string);
  value: (a: number, b: number) => number;
  /** The same for two int32, if float64 cannot represent the result. */
  wholeValue?: (a: number, b: number) => number;
  tfjs: (tf: Tfjs, a: Tensor, b: Tensor, node: GraphNode) => Tensor;
  /** Another way to the same result, see {@linkcode Op.simplified}. */
  simplified?: (a: GraphNode, b: GraphNode) => GraphNode | undefined;
}

/** The function that appends nodes of an op described by `spec`. */
export function binary(spec: BinarySpec): (a: GraphNode, b: GraphNode) => GraphNode {
  const { onnx } = spec;
  const op: Op = {
    name: spec.name,
    simplified([a, b]) {
      const other = spec.simplified?.(a, b);
      if (other) return other;
      const shorter = beforeRepetition(op, [a, b]);
      if (shorter) return shorter;
      const shape = broadcastShapes(a.shape, b.shape);
      // A broadcast that the op makes itself need not be computed first.
      const left = sameShape(b.shape, shape) ? beforeBroadcast(a) : a;
      const right = sameShape(a.shape, shape) && left === a ? beforeBroadcast(b) : b;
      return a.graph.apply(op, [left, right]);
    },
    infer([a, b]) {
      if (a.dtype !== b.dtype || a.dtype === "bool") {
        throw new TypeError(
          `${spec.name}: needs two float or two int32 tensors, found ${a.dtype} and ${b.dtype}`,
        );
      }
      return { shape: broadcastShapes(a.shape, b.shape, spec.name), dtype: a.dtype };
    },
    evaluate([a, b], { shape, inputs, dtype }) {
      const ia = broadcastOffsets(inputs[0].shape, shape), ib = broadcastOffsets(inputs[1].shape, shape);
      const result = dtype === "float" ? new Float64Array(sizeOf(shape)) : new Int32Array(sizeOf(shape));
      const value = dtype === "int32" ? spec.wholeValue ?? spec.value : spec.value;
      for (let i = 0; i < result.length; i++) result[i] = value(a[ia[i]], b[ib[i]]);
      return result;
    },
    onnx(writer, inputs, node) {
      if (typeof onnx !== "string") return onnx(writer, inputs, node);
      return byWideRows(writer, onnx, inputs, node) ?? writer.node(onnx, inputs);
    },
    tfjs: (tf, [a, b], node) => spec.tfjs(tf, a, b, node),
  };
  return (a, b) => a.graph.apply(op, [a, b]);
}
