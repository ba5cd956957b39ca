/** Ops on pairs of elements, with broadcasting: add, sub, mul, div, pow, maximum, minimum. */
import type { GraphNode } from "../graph.ts";
import { broadcastShapes } from "../shape.ts";
import { uniformValue } from "../uniform.ts";
import { binary } from "./binary.ts";
import { broadcastTo } from "./broadcast.ts";
import { neg } from "./elementwise_unary.ts";
import { joinedPads } from "./joined_pads.ts";

const addNodes = binary({
  name: "add",
  onnx: "Add",
  value: (a, b) => a + b,
  tfjs: (tf, a, b) => tf.add(a, b),
  simplified(a, b) {
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
  simplified: (a, b) => isNegative(b) ? add(a, b.inputs[0]) : undefined,
});
const mulNodes = binary({
  name: "mul",
  onnx: "Mul",
  value: (a, b) => a * b,
  tfjs: (tf, a, b) => tf.mul(a, b),
  // c1·(c2·x) = (c1·c2)·x saves a pass over x; scalar factors stand first.
  simplified(a, b) {
    if (!isScalarFactor(a)) return undefined;
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
});

/** `kept`, in the shape that it has after an op with `other` that changes no value. */
function unchanged(op: string, kept: GraphNode, other: GraphNode): GraphNode {
  return broadcastTo(kept, broadcastShapes(kept.shape, other.shape, op));
}

/** a + b */
export function add(a: GraphNode, b: GraphNode): GraphNode {
  if (a.dtype === b.dtype && uniformValue(b) === 0) return unchanged("add", a, b);
  if (a.dtype === b.dtype && uniformValue(a) === 0) return unchanged("add", b, a);
  return addNodes(a, b);
}

/** a − b */
export function sub(a: GraphNode, b: GraphNode): GraphNode {
  if (a.dtype === b.dtype && uniformValue(b) === 0) return unchanged("sub", a, b);
  if (a.dtype === "float" && b.dtype === "float" && uniformValue(a) === 0) return unchanged("sub", neg(b), a);
  return subNodes(a, b);
}

/** a · b */
export function mul(a: GraphNode, b: GraphNode): GraphNode {
  if (a.dtype === b.dtype && uniformValue(b) === 1) return unchanged("mul", a, b);
  if (a.dtype === b.dtype && uniformValue(a) === 1) return unchanged("mul", b, a);
  if (isScalarFactor(b) && !isScalarFactor(a)) return mul(b, a);
  return mulNodes(a, b);
}

/** a / b, of float tensors. */
export function div(a: GraphNode, b: GraphNode): GraphNode {
  if (a.dtype === "int32") throw new TypeError("div: needs float tensors, found int32");
  if (a.dtype === b.dtype && uniformValue(b) === 1) return unchanged("div", a, b);
  return divNodes(a, b);
}

function isNegative(node: GraphNode): boolean {
  return node.op.name === "neg";
}

function isScalarFactor(node: GraphNode): boolean {
  return node.dtype === "float" && node.values !== undefined && node.shape.length === 0;
}

const powNodes = binary({ name: "pow", onnx: "Pow", value: Math.pow, tfjs: (tf, a, b) => tf.pow(a, b) });

/** a^b */
export function pow(a: GraphNode, b: GraphNode): GraphNode {
  if (a.dtype === "float" && b.dtype === "float") {
    if (uniformValue(b) === 0) {
      return broadcastTo(a.graph.scalar(1), broadcastShapes(a.shape, b.shape, "pow"));
    }
    if (uniformValue(b) === 1) return unchanged("pow", a, b);
  }
  return powNodes(a, b);
}

/** The larger of a and b. */
export const maximum = binary({
  name: "maximum",
  onnx: "Max",
  value: Math.max,
  tfjs: (tf, a, b) => tf.maximum(a, b),
});
/** The smaller of a and b. */
export const minimum = binary({
  name: "minimum",
  onnx: "Min",
  value: Math.min,
  tfjs: (tf, a, b) => tf.minimum(a, b),
});
