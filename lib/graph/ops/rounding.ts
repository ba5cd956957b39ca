/** Rounding, and division with a whole result and its remainder. */
import type { GraphNode } from "../graph.ts";
import type { OnnxWriter } from "../op.ts";
import { binary } from "./binary.ts";
import { roundHalfEven } from "./round_half_even.ts";
import { unary } from "./unary.ts";

/** Largest integer not above x. */
export const floor = unary({
  name: "floor",
  onnx: "Floor",
  value: Math.floor,
  tfjs: (tf, x) => tf.floor(x),
});

/** Smallest integer not below x. */
export const ceil = unary({ name: "ceil", onnx: "Ceil", value: Math.ceil, tfjs: (tf, x) => tf.ceil(x) });

/** Nearest integer; halves go to the even one. */
export const round = unary({
  name: "round",
  onnx: "Round",
  value: roundHalfEven,
  tfjs: (tf, x) => tf.round(x),
});

/** Remainder of a/b with the sign of b. */
function remainder(a: number, b: number): number {
  const rest = a % b;
  return rest * b < 0 ? rest + b : rest;
}

/** 0 of the dtype of a node. */
function zeroOf(writer: OnnxWriter, { dtype }: GraphNode): string {
  return dtype === "float" ? writer.scalar(0) : writer.cast(writer.scalar(0), dtype);
}

/** Whether an int32 divisor is 0, by which the runtime would end the process, and the divisor with 1 in its place. */
function withoutZero(writer: OnnxWriter, divisor: string, node: GraphNode): [isZero: string, safe: string] {
  const isZero = writer.node("Equal", [divisor, zeroOf(writer, node)]);
  return [isZero, writer.node("Where", [isZero, writer.cast(writer.scalar(1), "int32"), divisor])];
}

/** a − b·⌊a/b⌋, with the sign of b; of int32 divided by 0 it is 0, as in TF.js. */
export const mod: (a: GraphNode, b: GraphNode) => GraphNode = binary({
  name: "mod",
  onnx(writer, [a, b], node) {
    if (node.dtype === "int32") return writer.node("Mod", [a, withoutZero(writer, b, node)[1]], { fmod: 0 });
    const rest = writer.node("Mod", [a, b], { fmod: 1 });
    const opposite = writer.node("Less", [writer.node("Mul", [rest, b]), writer.scalar(0)]);
    return writer.node("Where", [opposite, writer.node("Add", [rest, b]), rest]);
  },
  value: remainder,
  tfjs: (tf, a, b) => tf.mod(a, b),
});

/** ⌊a/b⌋; of int32 divided by 0 it is 0, as in TF.js. */
export const floorDiv: (a: GraphNode, b: GraphNode) => GraphNode = binary({
  name: "floorDiv",
  onnx(writer, [a, b], node) {
    if (node.dtype === "float") return writer.node("Floor", [writer.node("Div", [a, b])]);
    const [isZero, safe] = withoutZero(writer, b, node);
    // ONNX divides integers towards 0; without the remainder the division is exact.
    const whole = writer.node("Sub", [a, writer.node("Mod", [a, safe], { fmod: 0 })]);
    return writer.node("Where", [isZero, zeroOf(writer, node), writer.node("Div", [whole, safe])]);
  },
  value: (a, b) => Math.floor(a / b),
  // TF.js's floorDiv of floats is an int32.
  tfjs: (tf, a, b) => a.dtype === "int32" ? tf.floorDiv(a, b) : tf.floor(tf.div(a, b)),
});
