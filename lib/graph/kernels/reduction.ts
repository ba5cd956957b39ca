/** TF.js's matrix product, reductions and softmax. */
import type { GraphNode } from "../graph.ts";
import { broadcastTo } from "../ops/broadcast.ts";
import { mul, sub } from "../ops/elementwise_binary.ts";
import { neg } from "../ops/elementwise_unary.ts";
import { filled } from "../ops/fill.ts";
import { concat, reshape, slice } from "../ops/layout.ts";
import { matMul } from "../ops/matmul.ts";
import { argMax, max, requireElements, sum } from "../ops/reduce.ts";
import { cumsum } from "../ops/scan.ts";
import { cast, logicalNot } from "../ops/select.ts";
import { softmax } from "../ops/softmax.ts";
import { keptShape, normalizeAxes } from "../shape.ts";
import type { Kernels } from "./kernel.ts";

type Axes = number | readonly number[] | null | undefined;

/** The reduced tensor, with its axes kept as 1 if TF.js asks for it. */
function keeping(keepDims: unknown, x: GraphNode, axes: Axes, reduced: GraphNode): GraphNode {
  return keepDims ? reshape(reduced, keptShape(x.shape, normalizeAxes(axes, x.shape.length))) : reduced;
}

function mean(x: GraphNode, axes: Axes): GraphNode {
  const values = cast(x, "float"), total = sum(values, axes);
  if (x.size === 0) return mul(total, x.graph.scalar(NaN));
  return mul(total, x.graph.scalar(total.size / x.size));
}

/** Product over one axis by halving it, so derivatives of every order are right even if elements are 0. */
function productAlong(x: GraphNode, axis: number): GraphNode {
  let rest = x;
  while (rest.shape[axis] > 1) {
    const length = rest.shape[axis], half = length >> 1;
    const part = (begin: number, size: number) =>
      slice(rest, rest.shape.map((_, i) => (i === axis ? begin : 0)), rest.shape.with(axis, size));
    const pairs = mul(part(0, half), part(half, half));
    rest = length % 2 === 0 ? pairs : concat([pairs, part(length - 1, 1)], axis);
  }
  return rest;
}

function product(x: GraphNode, axes: Axes): GraphNode {
  const list = normalizeAxes(axes, x.shape.length);
  const empty = list.some((axis) => x.shape[axis] === 0);
  const shape = x.shape.filter((_, axis) => !list.includes(axis));
  if (empty) return broadcastTo(cast(x.graph.scalar(1), x.dtype), shape);
  return reshape(list.reduce(productAlong, x), shape);
}

/**
 * Reverses the order of numbers: −x, or −1 − x for int32, whose lowest value has no negative. It is its own inverse.
 */
function reversedOrder(x: GraphNode): GraphNode {
  return x.dtype === "int32" ? sub(filled(x.graph, -1, [], "int32"), x) : neg(x);
}

/** Booleans as int32, for which maximum and minimum exist. */
function ordered(x: GraphNode): GraphNode {
  return x.dtype === "bool" ? cast(x, "int32") : x;
}

function argMin(x: GraphNode, axis: number): GraphNode {
  requireElements("argMin", x, normalizeAxes(axis, x.shape.length));
  return argMax(reversedOrder(ordered(x)), axis);
}

function min(x: GraphNode, axes: Axes): GraphNode {
  const list = normalizeAxes(axes, x.shape.length);
  if (x.shape.every((length, axis) => length > 0 || list.includes(axis))) requireElements("min", x, list);
  return reversedOrder(max(reversedOrder(x), axes));
}

/** Whether the condition holds for some (or, negated twice, for all) elements. */
function any(x: GraphNode, axes: Axes): GraphNode {
  if (x.size === 0) {
    const list = normalizeAxes(axes, x.shape.length);
    return filled(x.graph, 0, x.shape.filter((_, axis) => !list.includes(axis)), "bool");
  }
  return cast(max(cast(x, "int32"), axes), "bool");
}

/** Kernels over whole axes. */
export const REDUCTION: Kernels = {
  All: ({ x }, { axis, keepDims }) =>
    keeping(keepDims, x, axis as Axes, logicalNot(any(logicalNot(x), axis as Axes))),
  Any: ({ x }, { axis, keepDims }) => keeping(keepDims, x, axis as Axes, any(x, axis as Axes)),
  ArgMax: ({ x }, { axis }) => argMax(ordered(x), Number(axis ?? 0)),
  ArgMin: ({ x }, { axis }) => argMin(x, Number(axis ?? 0)),
  BatchMatMul: ({ a, b }, { transposeA, transposeB }) =>
    matMul(a, b, Boolean(transposeA), Boolean(transposeB)),
  Cumsum: ({ x }, { axis, exclusive, reverse }) =>
    cumsum(
      x.dtype === "bool" ? cast(x, "int32") : x,
      axis as number,
      Boolean(exclusive),
      Boolean(reverse),
    ),
  Max: ({ x }, { reductionIndices, keepDims }) =>
    keeping(keepDims, x, reductionIndices as Axes, max(x, reductionIndices as Axes)),
  Mean: ({ x }, { axis, keepDims }) => keeping(keepDims, x, axis as Axes, mean(x, axis as Axes)),
  Min: ({ x }, { axis, keepDims }) => keeping(keepDims, x, axis as Axes, min(x, axis as Axes)),
  Prod: ({ x }, { axis, keepDims }) =>
    keeping(keepDims, x, axis as Axes, product(x.dtype === "bool" ? cast(x, "int32") : x, axis as Axes)),
  Softmax: ({ logits }, { dim }) => softmax(logits, Number(dim ?? -1)),
  Sum: ({ x }, { axis, keepDims }) =>
    keeping(keepDims, x, axis as Axes, sum(x.dtype === "bool" ? cast(x, "int32") : x, axis as Axes)),
};
