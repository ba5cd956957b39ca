/** Ops over whole axes: sum, max, argMax. The axes go away; reshape brings them back as 1. */
import type { Tensor } from "@tensorflow/tfjs";
import type { GraphNode } from "../graph.ts";
import type { OnnxWriter, Op, Tfjs } from "../op.ts";
import {
  broadcastShapes,
  normalizeAxes,
  offsets,
  repeatedAxes,
  type Shape,
  sizeOf,
  stridesOf,
} from "../shape.ts";
import { reduced } from "./tfjs_formulas.ts";
import { reshape } from "./layout.ts";

interface Reduction {
  name: string;
  onnx: string;
  /** Whether ONNX takes the axes as an input (opset 13 for ReduceSum, 18 for the others). */
  axesAsInput: boolean;
  /** What an empty float or int32 reduction gives. */
  start: { float: number; int32: number };
  step: (total: number, x: number) => number;
  tfjs: (tf: Tfjs, x: Tensor, axes: number[]) => Tensor;
  /** A faster way than ONNX's own op, where there is one for this node. */
  lower?: (writer: OnnxWriter, x: string, node: GraphNode) => string | null;
}

function reduction(spec: Reduction): (x: GraphNode, axes?: number | readonly number[] | null) => GraphNode {
  const op: Op = {
    name: spec.name,
    infer([x], { axes }) {
      if (x.dtype === "bool") throw new TypeError(`${spec.name}: needs float or int32, found bool`);
      return { shape: without(x.shape, axes as Shape), dtype: x.dtype };
    },
    evaluate([x], { inputs, shape, attributes, dtype }) {
      const axes = attributes.axes as Shape, from = inputs[0].shape, own = stridesOf(shape);
      let kept = 0;
      const to = offsets(from, from.map((_, axis) => (axes.includes(axis) ? 0 : own[kept++])));
      const result = dtype === "float" ? new Float64Array(sizeOf(shape)) : new Int32Array(sizeOf(shape));
      result.fill(dtype === "float" ? spec.start.float : spec.start.int32);
      for (let i = 0; i < to.length; i++) result[to[i]] = spec.step(result[to[i]], x[i]);
      return result;
    },
    onnx(writer, [x], node) {
      const special = spec.lower?.(writer, x, node);
      if (special) return special;
      const axes = node.attributes.axes as Shape;
      return spec.axesAsInput
        ? writer.node(spec.onnx, [x, writer.integers(axes)], { keepdims: 0 })
        : writer.node(spec.onnx, [x], { axes, keepdims: 0 });
    },
    tfjs: (tf, [x], { attributes }) =>
      reduced(tf, x, [...attributes.axes as Shape], (x, axes) => spec.tfjs(tf, x, axes)),
  };
  return (x, axes) => {
    const list = normalizeAxes(axes, x.shape.length);
    return list.length === 0 ? x : x.graph.apply(op, [x], { axes: list });
  };
}

function without(shape: Shape, axes: Shape): number[] {
  return shape.filter((_, axis) => !axes.includes(axis));
}

/** Sum over axes (all by default). */
export const sum = reduction({
  name: "sum",
  onnx: "ReduceSum",
  axesAsInput: true,
  start: { float: 0, int32: 0 },
  step: (total, x) => total + x,
  tfjs: (tf, x, axes) => tf.sum(x, axes),
  // Over leading axes, as for every bias, the runtime's ReduceSum is several times slower than a product.
  lower(writer, x, { inputs: [{ shape: from }], shape, attributes, dtype }) {
    const axes = attributes.axes as Shape, leading = axes.every((axis, i) => axis === i);
    if (dtype !== "float" || !leading || shape.length === 0) return null;
    const rows = sizeOf(from.slice(0, axes.length));
    const matrix = from.length === 2
      ? x
      : writer.node("Reshape", [x, writer.integers([rows, sizeOf(shape)])]);
    const total = writer.node("MatMul", [writer.ones(rows), matrix]);
    return shape.length === 1 ? total : writer.node("Reshape", [total, writer.integers(shape)]);
  },
});

/** Maximum over axes (all by default). */
export const max = reduction({
  name: "max",
  onnx: "ReduceMax",
  axesAsInput: false,
  start: { float: -Infinity, int32: -(2 ** 31) },
  step: Math.max,
  tfjs: (tf, x, axes) => tf.max(x, axes),
});

/** `x`, a tensor that was broadcast from `shape`, summed back to it. */
export function sumTo(x: GraphNode, shape: Shape): GraphNode {
  broadcastShapes(x.shape, shape);
  return reshape(sum(x, repeatedAxes(shape, x.shape)), shape);
}

const argMaxOp: Op = {
  name: "argMax",
  infer([x], { axis }) {
    return { shape: without(x.shape, [axis as number]), dtype: "int32" };
  },
  evaluate([x], { inputs, shape, attributes }) {
    const from = inputs[0].shape, axis = attributes.axis as number, strides = stridesOf(from);
    const starts = offsets(shape, without(strides, [axis]));
    return Int32Array.from(starts, (start) => {
      let best = 0;
      for (let i = 1; i < from[axis]; i++) {
        if (x[start + i * strides[axis]] > x[start + best * strides[axis]]) best = i;
      }
      return best;
    });
  },
  onnx: (writer, [x], { attributes }) =>
    writer.cast(writer.node("ArgMax", [x], { axis: attributes.axis as number, keepdims: 0 }), "int32"),
  tfjs: (tf, [x], { attributes }) =>
    reduced(tf, x, [attributes.axis as number], (x, [axis]) => tf.argMax(x, axis)),
};

/** Position of the (first) largest element along one axis, int32. */
export function argMax(x: GraphNode, axis: number): GraphNode {
  return x.graph.apply(argMaxOp, [x], { axis: normalizeAxes(axis, x.shape.length)[0] });
}
