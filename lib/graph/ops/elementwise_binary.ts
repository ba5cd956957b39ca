/** Ops on pairs of elements, with broadcasting: add, sub, mul, div, pow, maximum, minimum. */
import type { GraphNode } from "../graph.ts";
import { broadcastShapes } from "../shape.ts";
import { fixedValue } from "../uniform.ts";
import { binary } from "./binary.ts";
import { broadcastTo } from "./broadcast.ts";
import { neg } from "./elementwise_unary.ts";
import { joinedPads } from "./joined_pads.ts";
import { productOf } from "./tfjs_integers.ts";
import { largerOf, powerOf, smallerOf } from "./tfjs_nan.ts";

const addNodes = binary({
  name: "add",
  onnx: "Add",
  value: (a, b) => a + b,
  tfjs: (tf, a, b) => tf.add(a, b),
  simplified(a, b) {
    const shorter = withoutZero(a, b);
    if (shorter) return shorter;
    if (a === b && a.dtype === "float") return mul(a.graph.scalar(2), a);
    if (isNegative(b)) return sub(a, b.inputs[0]);
    if (isNegative(a)) return sub(b, a.inputs[0]);
    return joinedPads(a, b);
  },
});
const subNodes = binary({
  name: "sub",
  onnx: "Sub",
  value: (a, b) => a - b,
  tfjs: (tf, a, b) => tf.sub(a, b),
  simplified: (a, b) => isNegative(b) ? add(a, b.inputs[0]) : lessZero(a, b),
});
const mulNodes = binary({
  name: "mul",
  onnx: "Mul",
  value: (a, b) => a * b,
  wholeValue: Math.imul,
  tfjs: productOf,
  // c1·(c2·x) = (c1·c2)·x saves a pass over x; scalar factors come first.
  simplified(a, b) {
    const shorter = timesOne(a, b);
    if (shorter || !isScalarFactor(a)) return shorter;
    if (isNegative(b)) return mul(neg(a), b.inputs[0]);
    const [first, second] = b.inputs;
    return b.op.name === "mul" && isScalarFactor(first) ? mul(mulNodes(a, first), second) : undefined;
  },
});
const divNodes = binary({
  name: "div",
  onnx: "Div",
  value: (a, b) => a / b,
  tfjs: (tf, a, b) => tf.div(a, b),
  simplified: (a, b) => overOne(a, b),
});

/** `kept` in the shape of its elementwise result with `other`, for ops that change no value. */
function unchanged(op: string, kept: GraphNode, other: GraphNode): GraphNode {
  return broadcastTo(kept, broadcastShapes(kept.shape, other.shape, op));
}

/** The simplified op if one operand changes nothing; otherwise `undefined`. */
type Shortcut = (a: GraphNode, b: GraphNode) => GraphNode | undefined;

const withoutZero: Shortcut = (a, b) => {
  if (a.dtype !== b.dtype) return undefined;
  if (fixedValue(b) === 0) return unchanged("add", a, b);
  return fixedValue(a) === 0 ? unchanged("add", b, a) : undefined;
};

const lessZero: Shortcut = (a, b) => {
  if (a.dtype !== b.dtype) return undefined;
  if (fixedValue(b) === 0) return unchanged("sub", a, b);
  return a.dtype === "float" && fixedValue(a) === 0 ? unchanged("sub", neg(b), a) : undefined;
};

const timesOne: Shortcut = (a, b) => {
  if (a.dtype !== b.dtype) return undefined;
  if (fixedValue(b) === 1) return unchanged("mul", a, b);
  return fixedValue(a) === 1 ? unchanged("mul", b, a) : undefined;
};

const overOne: Shortcut = (a, b) =>
  a.dtype === b.dtype && fixedValue(b) === 1 ? unchanged("div", a, b) : undefined;

const toZeroOrOne: Shortcut = (a, b) => {
  if (a.dtype !== "float" || b.dtype !== "float") return undefined;
  if (fixedValue(b) === 1) return unchanged("pow", a, b);
  return fixedValue(b) === 0
    ? broadcastTo(a.graph.scalar(1), broadcastShapes(a.shape, b.shape, "pow"))
    : undefined;
};

/** a + b */
export function add(a: GraphNode, b: GraphNode): GraphNode {
  return withoutZero(a, b) ?? addNodes(a, b);
}

/** a − b */
export function sub(a: GraphNode, b: GraphNode): GraphNode {
  return lessZero(a, b) ?? subNodes(a, b);
}

/** a · b */
export function mul(a: GraphNode, b: GraphNode): GraphNode {
  if (isScalarFactor(b) && !isScalarFactor(a)) return mul(b, a);
  return timesOne(a, b) ?? mulNodes(a, b);
}

/** a / b, of float tensors. */
export function div(a: GraphNode, b: GraphNode): GraphNode {
  if (a.dtype === "int32") throw new TypeError("div: needs float tensors, found int32");
  return overOne(a, b) ?? divNodes(a, b);
}

function isNegative(node: GraphNode): boolean {
  return node.op.name === "neg";
}

function isScalarFactor(node: GraphNode): boolean {
  return node.dtype === "float" && node.values !== undefined && node.shape.length === 0;
}

/** a^b as in C and NumPy: 1 for a = 1 and any b, even NaN, and for a = −1 and infinite b. */
function power(a: number, b: number): number {
  return a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : Math.pow(a, b);
}

const powNodes = binary({
  name: "pow",
  onnx: "Pow",
  value: power,
  tfjs: powerOf,
  simplified: (a, b) => toZeroOrOne(a, b),
});

/** a^b */
export function pow(a: GraphNode, b: GraphNode): GraphNode {
  return toZeroOrOne(a, b) ?? powNodes(a, b);
}

/** The larger of a and b. */
export const maximum = binary({
  name: "maximum",
  onnx: "Max",
  value: Math.max,
  tfjs: largerOf,
});
/** The larger of a and b; if they are equal, only a gets the derivative, which takes half the passes of `maximum`. */
export const firstMaximum = binary({
  name: "firstMaximum",
  onnx: "Max",
  value: Math.max,
  tfjs: largerOf,
});
/** The smaller of a and b. */
export const minimum = binary({
  name: "minimum",
  onnx: "Min",
  value: Math.min,
  tfjs: smallerOf,
});
