/** TF.js's kernels that read and add elements at indices. */
import type { GraphNode } from "../graph.ts";
import { mul } from "../ops/elementwise_binary.ts";
import { gatherRows, requireKnownInside, rowsInBlocks, scatterAddRows } from "../ops/gather.ts";
import { reshape, transpose } from "../ops/layout.ts";
import { max, sum } from "../ops/reduce.ts";
import { cast, greaterEqual, less, logicalOr, where } from "../ops/select.ts";
import { topKIndices } from "../ops/top_k.ts";
import { normalizeAxes, type Shape, sizeOf, stridesOf } from "../shape.ts";
import type { Kernels } from "./kernel.ts";

/** Numbers `0, step, 2·step, …` as an int32 constant. */
function steps(like: GraphNode, count: number, step: number, shape: Shape): GraphNode {
  return like.graph.constant(Int32Array.from({ length: count }, (_, i) => i * step), shape, "int32");
}

/** `x[b, indices[b, …], …]` for each b of `batchDims` leading axes. */
function batchedGather(x: GraphNode, indices: GraphNode, batchDims: number): GraphNode {
  const batch = x.shape.slice(0, batchDims), rows = x.shape[batchDims], row = x.shape.slice(batchDims + 1);
  if (`${indices.shape.slice(0, batchDims)}` !== `${batch}`) {
    throw new RangeError(
      `gather: indices [${indices.shape}] and tensor [${x.shape}] differ in their first ${batchDims} axes`,
    );
  }
  // The rows of all b concatenated, and the position where the rows of each b begin.
  const count = sizeOf(batch), each = indices.shape.slice(batchDims);
  const starts = steps(indices, count, rows, [count, 1]);
  const flat = rowsInBlocks(reshape(indices, [count, sizeOf(each)]), starts, rows);
  return reshape(gatherRows(reshape(x, [count * rows, ...row]), flat), [...batch, ...each, ...row]);
}

function gather(x: GraphNode, indices: GraphNode, axis: number, batchDims: number): GraphNode {
  if (batchDims > axis) {
    throw new RangeError(`gather: batchDims ${batchDims}, allowed 0…${axis}, the axis it reads along`);
  }
  // The axis to read moves to the front, after the batch axes; then the axes of the indices take its original place.
  const order = [...x.shape.keys()].filter((i) => i !== axis);
  order.splice(batchDims, 0, axis);
  const first = transpose(x, order);
  const found = batchDims === 0 ? gatherRows(first, indices) : batchedGather(first, indices, batchDims);
  const looked = indices.shape.length - batchDims, between = axis - batchDims;
  const axes = [...found.shape.keys()], moved = axes.splice(batchDims, looked), before = batchDims + between;
  const back = [...axes.slice(0, before), ...moved, ...axes.slice(before)];
  return transpose(found, back);
}

/**
 * Row numbers for index tuples (along the last axis) in a tensor that begins with `shape`.
 *
 * A tuple outside the tensor could give the number of another row; it becomes −1, which the interpreter and ONNX
 * Runtime reject.
 */
function rowNumbers(op: string, indices: GraphNode, shape: Shape): GraphNode {
  requireKnownInside(op, indices, shape);
  const whole = (numbers: readonly number[]) =>
    indices.graph.constant(Int32Array.from(numbers), [numbers.length], "int32");
  const none = whole(shape.map(() => 0));
  const outside = logicalOr(less(indices, none), greaterEqual(indices, whole(shape)));
  const some = cast(max(cast(outside, "int32"), -1), "bool");
  return where(some, reshape(whole([-1]), []), sum(mul(indices, whole(stridesOf(shape))), -1));
}

function depthOf(op: string, indices: GraphNode, shape: Shape): number {
  const depth = indices.shape[indices.shape.length - 1] ?? 0;
  if (depth < 1 || depth > shape.length) {
    throw new RangeError(
      `${op}: indices [${indices.shape}] name ${depth} axes of shape [${shape}], allowed 1…${shape.length}`,
    );
  }
  return depth;
}

/** Kernels of look-up and of adding at indices. */
export const LOOKUP: Kernels = {
  GatherNd: ({ params, indices }) => {
    const depth = depthOf("gatherND", indices, params.shape), outer = params.shape.slice(0, depth);
    const rows = reshape(params, [sizeOf(outer), ...params.shape.slice(depth)]);
    return gatherRows(rows, rowNumbers("gatherND", indices, outer));
  },
  GatherV2: ({ x, indices }, { axis, batchDims }) =>
    gather(
      x,
      indices,
      normalizeAxes(axis as number, x.shape.length)[0],
      Number(batchDims ?? 0),
    ),
  ScatterNd: ({ indices, updates }, { shape }) => {
    const to = shape as Shape, depth = depthOf("scatterND", indices, to), outer = to.slice(0, depth);
    return reshape(scatterAddRows(updates, rowNumbers("scatterND", indices, outer), sizeOf(outer)), to);
  },
  TopK: ({ x }, { k }) => {
    const indices = topKIndices(x, k as number), batchDims = x.shape.length - 1;
    const values = batchDims === 0 ? gatherRows(x, indices) : batchedGather(x, indices, batchDims);
    return [values, indices];
  },
  UnsortedSegmentSum: ({ x, segmentIds }, { numSegments }) =>
    scatterAddRows(x, segmentIds, numSegments as number),
};
