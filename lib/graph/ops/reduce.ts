/** Reductions: sum, max, argMax. They remove the axes; reshape brings them back with length 1. */
import type { Tensor } from "@tensorflow/tfjs-core";
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
import { reshape } from "./layout.ts";
import { wrappingSum } from "./onnx_integers.ts";
import { argMaxWithNaN, maximumWithNaN } from "./onnx_nan.ts";
import { reduced } from "./tfjs_formulas.ts";
import { argMaxOf } from "./tfjs_nan.ts";

interface Reduction {
  name: string;
  onnx: string;
  /** Whether ONNX takes the axes as an input (opset 13 for ReduceSum, 18 for the others). */
  axesAsInput: boolean;
  /** Result of an empty float or int32 reduction. */
  start: { float: number; int32: number };
  step: (total: number, x: number) => number;
  tfjs: (tf: Tfjs, x: Tensor, axes: number[]) => Tensor;
  /** Whether the op has no result for an empty input. */
  needsElements?: boolean;
  /** A faster or more exact form than ONNX's own op, if there is one for this node. */
  lower?: (writer: OnnxWriter, x: string, node: GraphNode) => string | null;
}

function reduction(spec: Reduction): (x: GraphNode, axes?: number | readonly number[] | null) => GraphNode {
  const op: Op = {
    name: spec.name,
    infer([x], { axes }) {
      if (x.dtype === "bool") throw new TypeError(`${spec.name}: needs float or int32, found bool`);
      const shape = without(x.shape, axes as Shape);
      if (spec.needsElements && sizeOf(shape) > 0) requireElements(spec.name, x, axes as Shape);
      return { shape, dtype: x.dtype };
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

/** Throws if axes without elements leave nothing to take the maximum of. */
export function requireElements(op: string, { shape }: GraphNode, axes: Shape): void {
  if (axes.every((axis) => shape[axis] > 0)) return;
  throw new RangeError(`${op}: no elements along axes [${axes}] of shape [${shape}]`);
}

/** Whether a is larger than b; NaN is larger than every number. */
export function isAbove(a: number, b: number): boolean {
  return a > b || (Number.isNaN(a) && !Number.isNaN(b));
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
  lower(writer, x, node) {
    const { inputs: [{ shape: from }], shape, attributes } = node;
    if (node.dtype !== "float") return wrappingSum(writer, x, node);
    // Over leading axes, as for every bias, the runtime's ReduceSum is several times slower than a matrix product.
    const axes = attributes.axes as Shape, leading = axes.every((axis, i) => axis === i);
    if (!leading || shape.length === 0) return null;
    const rows = sizeOf(from.slice(0, axes.length));
    const matrix = from.length === 2
      ? x
      : writer.node("Reshape", [x, writer.integers([rows, sizeOf(shape)])]);
    const total = writer.node("MatMul", [writer.ones(rows), matrix]);
    return shape.length === 1 ? total : writer.node("Reshape", [total, writer.integers(shape)]);
  },
});

const largest = {
  onnx: "ReduceMax",
  axesAsInput: false,
  start: { float: -Infinity, int32: -(2 ** 31) },
  step: Math.max,
  tfjs: (tf: Tfjs, x: Tensor, axes: number[]) => tf.max(x, axes),
  needsElements: true,
};

/** Maximum over axes (all by default); NaN if an element is NaN. */
export const max = reduction({ ...largest, name: "max", lower: maximumWithNaN });

/**
 * The same for uses where NaN reaches the result in another way, such as the number subtracted before exponentials are
 * summed. ONNX Runtime's own maximum ignores NaN and is cheaper.
 */
export const maxOfNumbers = reduction({ ...largest, name: "maxOfNumbers" });

/** `x`, a tensor that was broadcast from `shape`, summed back to it. */
export function sumTo(x: GraphNode, shape: Shape): GraphNode {
  broadcastShapes(x.shape, shape);
  return reshape(sum(x, repeatedAxes(shape, x.shape)), shape);
}

const argMaxOp: Op = {
  name: "argMax",
  infer([x], { axis }) {
    if (x.dtype === "bool") throw new TypeError("argMax: needs float or int32, found bool");
    requireElements("argMax", x, [axis as number]);
    return { shape: without(x.shape, [axis as number]), dtype: "int32" };
  },
  evaluate([x], { inputs, shape, attributes }) {
    const from = inputs[0].shape, axis = attributes.axis as number, strides = stridesOf(from);
    const starts = offsets(shape, without(strides, [axis]));
    return Int32Array.from(starts, (start) => {
      let best = 0;
      for (let i = 1; i < from[axis]; i++) {
        if (isAbove(x[start + i * strides[axis]], x[start + best * strides[axis]])) best = i;
      }
      return best;
    });
  },
  onnx(writer, [x], { inputs, attributes }) {
    const axis = attributes.axis as number;
    const found = inputs[0].dtype === "float"
      ? argMaxWithNaN(writer, x, axis)
      : writer.node("ArgMax", [x], { axis, keepdims: 0 });
    return writer.cast(found, "int32");
  },
  tfjs: (tf, [x], { attributes }) =>
    reduced(tf, x, [attributes.axis as number], (x, [axis]) => argMaxOf(tf, x, axis)),
};

/** Position of the first largest element along one axis, int32; NaN is larger than all numbers. */
export function argMax(x: GraphNode, axis: number): GraphNode {
  return x.graph.apply(argMaxOp, [x], { axis: normalizeAxes(axis, x.shape.length)[0] });
}
