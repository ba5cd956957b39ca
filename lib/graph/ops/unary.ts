/** Common parts of elementwise ops with one operand. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { GraphNode } from "../graph.ts";
import type { OnnxWriter, Op, Tfjs } from "../op.ts";
import { beforeRepetition } from "./before_repetition.ts";

/** An elementwise op with one operand. */
export interface UnarySpec {
  name: string;
  /** The equivalent ONNX op, or a function that writes the nodes. */
  onnx: string | ((writer: OnnxWriter, x: string, node: GraphNode) => string);
  value: (x: number) => number;
  tfjs: (tf: Tfjs, x: Tensor) => Tensor;
  /** Whether it also accepts int32 and then returns int32. */
  integers?: boolean;
  /** Another way to the same result, see {@linkcode Op.simplified}. */
  simplified?: (x: GraphNode) => GraphNode | undefined;
}

/** The function that appends nodes of an op described by `spec`. */
export function unary(spec: UnarySpec): (x: GraphNode) => GraphNode {
  const { onnx } = spec;
  const op: Op = {
    name: spec.name,
    simplified: ([x]) => spec.simplified?.(x) ?? beforeRepetition(op, [x]),
    infer([x]) {
      if (x.dtype !== "float" && !(spec.integers && x.dtype === "int32")) {
        throw new TypeError(
          `${spec.name}: needs a float${spec.integers ? " or int32" : ""} tensor, found ${x.dtype}`,
        );
      }
      return { shape: x.shape, dtype: x.dtype };
    },
    evaluate: ([x]) => (x instanceof Int32Array ? x.map(spec.value) : Float64Array.from(x, spec.value)),
    onnx: (writer, [x], node) => typeof onnx === "string" ? writer.node(onnx, [x]) : onnx(writer, x, node),
    tfjs: (tf, [x]) => spec.tfjs(tf, x),
  };
  return (x) => x.graph.apply(op, [x]);
}

/** ONNX's own op in float32; `formula` in float64, where ONNX Runtime has no kernel. */
export function nativeInFloat32(
  type: string,
  formula: (writer: OnnxWriter, x: string) => string,
): (writer: OnnxWriter, x: string) => string {
  return (writer, x) => writer.precision === "float32" ? writer.node(type, [x]) : formula(writer, x);
}
