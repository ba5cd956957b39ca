/** Rounding, and integer division with its remainder. */
import type { GraphNode } from "../graph.ts";
import { binary } from "./binary.ts";
import { wholeQuotient, wholeRemainder } from "./onnx_integers.ts";
import { roundHalfEven } from "./round_half_even.ts";
import { remainderOf } from "./tfjs_nan.ts";
import { wholeQuotientOf, wholeRemainderOf } from "./tfjs_integers.ts";
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
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/** a − b·⌊a/b⌋, with the sign of b; int32 divided by 0 gives 0, as in TF.js. */
export const mod: (a: GraphNode, b: GraphNode) => GraphNode = binary({
  name: "mod",
  onnx(writer, [a, b], node) {
    if (node.dtype === "int32") return wholeRemainder(writer, a, b);
    const rest = writer.node("Mod", [a, b], { fmod: 1 });
    // Their product could underflow and lose its sign.
    const [zero, isBelow] = [writer.scalar(0), (x: string) => writer.node("Less", [x, writer.scalar(0)])];
    const differ = writer.node("Xor", [isBelow(rest), isBelow(b)]);
    const opposite = writer.node("And", [writer.node("Not", [writer.node("Equal", [rest, zero])]), differ]);
    return writer.node("Where", [opposite, writer.node("Add", [rest, b]), rest]);
  },
  value: remainder,
  tfjs: (tf, a, b, node) => a.dtype === "int32" ? wholeRemainderOf(tf, a, b) : remainderOf(tf, a, b, node),
});

/** ⌊a/b⌋; int32 divided by 0 gives 0, as in TF.js. */
export const floorDiv: (a: GraphNode, b: GraphNode) => GraphNode = binary({
  name: "floorDiv",
  onnx(writer, [a, b], node) {
    if (node.dtype === "int32") return wholeQuotient(writer, a, b);
    return writer.node("Floor", [writer.node("Div", [a, b])]);
  },
  value: (a, b) => Math.floor(a / b),
  // TF.js's floorDiv of floats is an int32.
  tfjs: (tf, a, b) => a.dtype === "int32" ? wholeQuotientOf(tf, a, b) : tf.floor(tf.div(a, b)),
});
