/** TF.js's kernels that create, move and join elements. */
import { slice_util, type TensorInfo } from "@tensorflow/tfjs-core";
import type { DType, GraphNode, NodeMaker } from "../graph.ts";
import { broadcastTo } from "../ops/broadcast.ts";
import { filled, paddedWith } from "../ops/fill.ts";
import { concat, reshape, slice, transpose } from "../ops/layout.ts";
import { cast, equal, where } from "../ops/select.ts";
import { reverse, stridedSlice } from "../ops/strided_slice.ts";
import { normalizeAxes, type Shape } from "../shape.ts";
import type { Kernels } from "./kernel.ts";

function dtypeOf(tfjsName: unknown): DType {
  if (tfjsName === "float32") return "float";
  if (tfjsName === "int32" || tfjsName === "bool") return tfjsName;
  throw new TypeError(`trace: dtype ${tfjsName} cannot be traced, allowed float32, int32, bool`);
}

/** A shape in which one length may be −1, "whatever remains". */
function completed(shape: readonly number[], size: number): number[] {
  const known = shape.reduce((product, length) => (length === -1 ? product : product * length), 1);
  return shape.map((length) => (length === -1 ? size / known : length));
}

function axisOf(axis: unknown, rank: number): number {
  return normalizeAxes(axis as number, rank)[0];
}

function stacked(parts: GraphNode[], axis: number): GraphNode {
  const withAxis = (shape: Shape) => [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  return concat(parts.map((part) => reshape(part, withAxis(part.shape))), axis);
}

function splitAt(x: GraphNode, sizes: readonly number[], axis: number): GraphNode[] {
  let at = 0;
  return sizes.map((size) => {
    const begin = x.shape.map((_, i) => (i === axis ? at : 0));
    at += size;
    return slice(x, begin, x.shape.map((length, i) => (i === axis ? size : length)));
  });
}

/** Numbers `start, start + step, …` below `stop` (above it where step is negative), as TF.js counts them. */
function counted(graph: NodeMaker, start: number, stop: number, step: number, dtype: DType): GraphNode {
  const length = start === stop || (start < stop) !== (step > 0)
    ? 0
    : Math.abs(Math.ceil((stop - start) / step));
  const numbers = Array.from({ length }, (_, i) => start + i * step);
  return dtype === "int32"
    ? graph.constant(Int32Array.from(numbers), [length], "int32")
    : graph.constant(Float64Array.from(numbers), [length], "float");
}

/** The begin, length and step of each axis, and the shape afterwards, of TF.js's stridedSlice. */
function stridedPart(x: GraphNode, attributes: Record<string, unknown>) {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes as
    & Record<string, number[]>
    & Record<string, number>;
  const found = slice_util.sliceInfo(
    [...x.shape],
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  const { begin: from, end: to, strides: steps, finalShape: shape } = found;
  const size = from.map((at, axis) => Math.max(0, Math.ceil((to[axis] - at) / steps[axis])));
  // An empty slice may begin outside the tensor.
  return { begin: from.map((at, axis) => (size[axis] === 0 ? 0 : at)), size, steps, shape };
}

/** Kernels of shape, order, joining, splitting and filling. */
export const LAYOUT: Kernels = {
  Cast: ({ x }, { dtype }) => cast(x, dtypeOf(dtype)),
  Concat: (inputs, { axis }) => {
    const parts = Object.values(inputs);
    return concat(parts, axisOf(axis, parts[0].shape.length));
  },
  ExpandDims: ({ input }, { dim }) => {
    const at = axisOf(dim, input.shape.length + 1);
    return reshape(input, [...input.shape.slice(0, at), 1, ...input.shape.slice(at)]);
  },
  Fill: (_, { shape, value, dtype }, graph) =>
    filled(graph, Number(value), shape as Shape, dtypeOf(dtype ?? "float32")),
  Identity: ({ x }) => x,
  LinSpace: (_, { start, stop, num }, graph) => {
    const from = start as number, count = num as number, step = ((stop as number) - from) / (count - 1);
    const numbers = Float64Array.from({ length: count }, (_, i) => (i === 0 ? from : from + i * step));
    return graph.constant(numbers, [count], "float");
  },
  OneHot: ({ indices }, { depth, onValue, offValue, dtype }) => {
    const classes = indices.graph.constant(Int32Array.from({ length: depth as number }, (_, i) => i), [
      depth as number,
    ], "int32");
    const hit = equal(reshape(indices, [...indices.shape, 1]), classes), to = dtypeOf(dtype ?? "float32");
    return where(
      hit,
      filled(indices.graph, Number(onValue ?? 1), [], to),
      filled(indices.graph, Number(offValue ?? 0), [], to),
    );
  },
  OnesLike: ({ x }) => filled(x.graph, 1, x.shape, x.dtype),
  Pack: (inputs, { axis }) => {
    const parts = Object.values(inputs);
    return stacked(parts, axisOf(axis, parts[0].shape.length + 1));
  },
  PadV2: ({ x }, { paddings, constantValue }) =>
    paddedWith(x, paddings as [number, number][], Number(constantValue ?? 0)),
  Range: (_, { start, stop, step, dtype }, graph) =>
    counted(graph, start as number, stop as number, step as number, dtypeOf(dtype ?? "float32")),
  Reshape: ({ x }, { shape }) => reshape(x, completed(shape as number[], x.size)),
  Reverse: ({ x }, { dims }) => reverse(x, normalizeAxes(dims as number[], x.shape.length)),
  Slice: ({ x }, { begin, size }) => {
    // Numbers, shorter lists and −1 are allowed instead of a number for each axis.
    const [from, lengths] = slice_util.parseSliceParams(
      { ...x, shape: [...x.shape] } as unknown as TensorInfo,
      begin as number[],
      size as number[],
    );
    return slice(x, from, lengths);
  },
  SplitV: ({ x }, { numOrSizeSplits, axis }) => {
    const at = axisOf(axis, x.shape.length);
    const sizes = typeof numOrSizeSplits === "number"
      ? new Array<number>(numOrSizeSplits).fill(x.shape[at] / numOrSizeSplits)
      : numOrSizeSplits as number[];
    return splitAt(x, completedSum(sizes, x.shape[at]), at);
  },
  StridedSlice: ({ x }, attributes) => {
    const { begin, size, steps, shape } = stridedPart(x, attributes);
    return reshape(stridedSlice(x, begin, size, steps), shape);
  },
  Tile: ({ x }, { reps }) => {
    const repeats = reps as number[];
    // [a, b] tiled by [p, q] is [1, a, 1, b] broadcast to [p, a, q, b].
    const apart = x.shape.flatMap((length) => [1, length]);
    const repeated = x.shape.flatMap((length, axis) => [repeats[axis], length]);
    return reshape(
      broadcastTo(reshape(x, apart), repeated),
      x.shape.map((length, axis) => length * repeats[axis]),
    );
  },
  Transpose: ({ x }, { perm }) => transpose(x, perm as number[]),
  Unpack: ({ value }, { axis }) => {
    const at = axisOf(axis, value.shape.length);
    const parts = splitAt(value, new Array<number>(value.shape[at]).fill(1), at);
    return parts.map((part) => reshape(part, part.shape.filter((_, i) => i !== at)));
  },
  ZerosLike: ({ x }) => filled(x.graph, 0, x.shape, x.dtype),
};

/** Sizes of a split, of which one may be −1. */
function completedSum(sizes: readonly number[], length: number): number[] {
  const known = sizes.reduce((sum, size) => sum + Math.max(size, 0), 0);
  const full = sizes.map((size) => (size === -1 ? length - known : size));
  const fits = full.every((size) => Number.isInteger(size) && size >= 0) &&
    full.reduce((sum, size) => sum + size, 0) === length;
  if (!fits) throw new RangeError(`split: sizes [${sizes}] do not add up to the axis length ${length}`);
  return full;
}
