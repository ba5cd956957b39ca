/** Ops that compare, choose and convert: greater … notEqual, and/or/not, where, cast. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { DType, GraphNode } from "../graph.ts";
import type { OnnxWriter, Op, Tfjs } from "../op.ts";
import { broadcastOffsets, broadcastShapes, sizeOf } from "../shape.ts";
import { emptyLike } from "./broadcast.ts";
import { boundedInt32 } from "./onnx_integers.ts";
import { selected, toBool, toFloat } from "./tfjs_formulas.ts";
import { toInt32 } from "./tfjs_integers.ts";

interface Comparison {
  name: string;
  onnx: (writer: OnnxWriter, inputs: readonly string[]) => string;
  value: (a: number, b: number) => boolean;
  tfjs: (tf: Tfjs, a: Tensor, b: Tensor) => Tensor;
  operands: "numbers" | "booleans";
}

function comparison(spec: Comparison): (a: GraphNode, b: GraphNode) => GraphNode {
  const op: Op = {
    name: spec.name,
    infer([a, b]) {
      if (a.dtype !== b.dtype || (a.dtype === "bool") !== (spec.operands === "booleans")) {
        throw new TypeError(
          `${spec.name}: needs two ${spec.operands} of one dtype, found ${a.dtype} and ${b.dtype}`,
        );
      }
      return { shape: broadcastShapes(a.shape, b.shape, spec.name), dtype: "bool" };
    },
    evaluate([a, b], { shape, inputs }) {
      const ia = broadcastOffsets(inputs[0].shape, shape), ib = broadcastOffsets(inputs[1].shape, shape);
      return Uint8Array.from(ia, (from, i) => Number(spec.value(a[from], b[ib[i]])));
    },
    onnx: (writer, inputs) => spec.onnx(writer, inputs),
    tfjs: (tf, [a, b]) => spec.tfjs(tf, a, b),
  };
  return (a, b) => a.graph.apply(op, [a, b]);
}

const direct = (type: string) => (writer: OnnxWriter, inputs: readonly string[]) => writer.node(type, inputs);

/** a > b */
export const greater = comparison({
  name: "greater",
  onnx: direct("Greater"),
  value: (a, b) => a > b,
  tfjs: (tf, a, b) => tf.greater(a, b),
  operands: "numbers",
});
/** a ≥ b */
export const greaterEqual = comparison({
  name: "greaterEqual",
  onnx: direct("GreaterOrEqual"),
  value: (a, b) => a >= b,
  tfjs: (tf, a, b) => tf.greaterEqual(a, b),
  operands: "numbers",
});
/** a ≥ b as the side of a kink on which a derivative stays; it is never merged with a user's comparison. */
export const notBelow = comparison({
  name: "notBelow",
  onnx: direct("GreaterOrEqual"),
  value: (a, b) => a >= b,
  tfjs: (tf, a, b) => tf.greaterEqual(a, b),
  operands: "numbers",
});
/** a < b */
export const less = (a: GraphNode, b: GraphNode): GraphNode => greater(b, a);
/** a ≤ b */
export const lessEqual = (a: GraphNode, b: GraphNode): GraphNode => greaterEqual(b, a);
/** a = b */
export const equal = comparison({
  name: "equal",
  onnx: direct("Equal"),
  value: (a, b) => a === b,
  tfjs: (tf, a, b) => tf.equal(a, b),
  operands: "numbers",
});
/** a and b */
export const logicalAnd = comparison({
  name: "logicalAnd",
  onnx: direct("And"),
  value: (a, b) => a !== 0 && b !== 0,
  tfjs: (tf, a, b) => tf.logicalAnd(a, b),
  operands: "booleans",
});
/** a or b */
export const logicalOr = comparison({
  name: "logicalOr",
  onnx: direct("Or"),
  value: (a, b) => a !== 0 || b !== 0,
  tfjs: (tf, a, b) => tf.logicalOr(a, b),
  operands: "booleans",
});

const notOp: Op = {
  name: "logicalNot",
  infer([x]) {
    if (x.dtype !== "bool") throw new TypeError(`logicalNot: needs a bool tensor, found ${x.dtype}`);
    return { shape: x.shape, dtype: "bool" };
  },
  evaluate: ([x]) => Uint8Array.from(x, (value) => Number(value === 0)),
  onnx: (writer, inputs) => writer.node("Not", inputs),
  tfjs: (tf, [x]) => tf.logicalNot(x),
};

/** not x */
export function logicalNot(x: GraphNode): GraphNode {
  return x.graph.apply(notOp, [x]);
}

const whereOp: Op = {
  name: "where",
  infer([condition, a, b]) {
    if (condition.dtype !== "bool" || a.dtype !== b.dtype) {
      throw new TypeError(
        `where: needs a bool condition and two tensors of one dtype, found ${condition.dtype}, ${a.dtype}, ${b.dtype}`,
      );
    }
    const both = broadcastShapes(a.shape, b.shape, "where");
    return { shape: broadcastShapes(condition.shape, both, "where"), dtype: a.dtype };
  },
  evaluate([condition, a, b], { shape, inputs }) {
    const [ic, ia, ib] = inputs.map((input) => broadcastOffsets(input.shape, shape));
    const result = emptyLike(a, sizeOf(shape));
    for (let i = 0; i < result.length; i++) result[i] = condition[ic[i]] ? a[ia[i]] : b[ib[i]];
    return result;
  },
  onnx(writer, [condition, a, b], { dtype }) {
    if (dtype !== "bool") return writer.node("Where", [condition, a, b]);
    // ONNX Runtime's Where does not accept booleans: (condition and a) or (not condition and b).
    const taken = writer.node("And", [condition, a]);
    return writer.node("Or", [taken, writer.node("And", [writer.node("Not", [condition]), b])]);
  },
  tfjs: (tf, [condition, a, b], { shape }) => selected(tf, condition, a, b, shape),
};

/** `a` where the condition holds, otherwise `b`; all three broadcast. */
export function where(condition: GraphNode, a: GraphNode, b: GraphNode): GraphNode {
  return condition.graph.apply(whereOp, [condition, a, b]);
}

/** A number truncated to int32. */
function nearestInt32(value: number): number {
  return Number.isNaN(value) ? 0 : Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value));
}

const castOp: Op = {
  name: "cast",
  infer: ([x], { dtype }) => ({ shape: x.shape, dtype: dtype as DType }),
  evaluate([x], { dtype }) {
    if (dtype === "float") return Float64Array.from(x);
    return dtype === "int32"
      ? Int32Array.from(x, nearestInt32)
      : Uint8Array.from(x, (value: number) => Number(value !== 0));
  },
  onnx: (writer, [x], { inputs, dtype }) =>
    dtype === "int32" && inputs[0].dtype === "float" ? boundedInt32(writer, x) : writer.cast(x, dtype),
  tfjs: (tf, [x], { dtype }) =>
    dtype === "bool" ? toBool(tf, x) : dtype === "float" ? toFloat(tf, x) : toInt32(tf, x),
};

/**
 * Converts `x` to another dtype. To int32, a float loses its fraction; beyond the ends of int32 (including ±∞) it
 * becomes the nearer end, and NaN becomes 0, as in JAX. To bool, it is compared with 0; NaN gives true.
 */
export function cast(x: GraphNode, dtype: DType): GraphNode {
  return x.dtype === dtype ? x : x.graph.apply(castOp, [x], { dtype });
}
