/** TF.js's matrix product, reductions and softmax. */
import type { GraphNode } from "../graph.ts";
import { div, mul, sub } from "../ops/elementwise_binary.ts";
import { exp, neg, stopGradient } from "../ops/elementwise_unary.ts";
import { reshape } from "../ops/layout.ts";
import { matMul } from "../ops/matmul.ts";
import { argMax, max, sum } from "../ops/reduce.ts";
import { cast } from "../ops/select.ts";
import { normalizeAxes, type Shape } from "../shape.ts";
import type { Kernels } from "./kernel.ts";

type Axes = number | readonly number[] | null | undefined;

/** The reduced tensor with its axes kept as 1 where TF.js asks for it. */
function keeping(keepDims: unknown, x: GraphNode, axes: Axes, reduced: GraphNode): GraphNode {
  return keepDims ? reshape(reduced, keptShape(x, axes)) : reduced;
}

function keptShape(x: GraphNode, axes: Axes): Shape {
  const list = normalizeAxes(axes, x.shape.length);
  return x.shape.map((length, axis) => (list.includes(axis) ? 1 : length));
}

function mean(x: GraphNode, axes: Axes): GraphNode {
  const values = cast(x, "float"), total = sum(values, axes);
  return mul(total, x.graph.scalar(total.size / x.size));
}

/** x less its maximum along the axis: the exponentials then neither overflow nor all vanish. */
function shifted(x: GraphNode, axis: number): GraphNode {
  return sub(x, reshape(stopGradient(max(x, axis)), keptShape(x, axis)));
}

function lastAxis(x: GraphNode, axis: unknown): number {
  return normalizeAxes(Number(axis ?? -1), x.shape.length)[0];
}

/** Kernels over whole axes. */
export const REDUCTION: Kernels = {
  ArgMax: ({ x }, { axis }) => argMax(x, Number(axis ?? 0)),
  BatchMatMul: ({ a, b }, { transposeA, transposeB }) =>
    matMul(a, b, Boolean(transposeA), Boolean(transposeB)),
  Max: ({ x }, { reductionIndices, keepDims }) =>
    keeping(keepDims, x, reductionIndices as Axes, max(x, reductionIndices as Axes)),
  Mean: ({ x }, { axis, keepDims }) => keeping(keepDims, x, axis as Axes, mean(x, axis as Axes)),
  Min: ({ x }, { axis, keepDims }) => keeping(keepDims, x, axis as Axes, neg(max(neg(x), axis as Axes))),
  Softmax: ({ logits }, { dim }) => {
    const along = lastAxis(logits, dim), e = exp(shifted(logits, along));
    return div(e, reshape(sum(e, along), keptShape(logits, along)));
  },
  Sum: ({ x }, { axis, keepDims }) =>
    keeping(keepDims, x, axis as Axes, sum(x.dtype === "bool" ? cast(x, "int32") : x, axis as Axes)),
};
