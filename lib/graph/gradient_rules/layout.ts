/** Rules of ops that move elements. */
import type { GraphNode } from "../graph.ts";
import { broadcastTo } from "../ops/broadcast.ts";
import { pad, reshape, slice, transpose } from "../ops/layout.ts";
import { sumTo } from "../ops/reduce.ts";
import { reverse } from "../ops/strided_slice.ts";
import type { Shape } from "../shape.ts";
import { type GradientRules, zero } from "./rule.ts";

/** Zeros of shape `to` with the elements of `x` at `begin + i·steps` along each axis: undoes a strided slice. */
function spread(x: GraphNode, begin: Shape, steps: Shape, to: Shape): GraphNode {
  if (x.size === 0) return broadcastTo(zero(x), to);
  const backwards = steps.flatMap((step, axis) => (step < 0 ? [axis] : []));
  return steps.reduce((result, step, axis) => {
    const length = result.shape[axis], gap = Math.abs(step);
    const first = step < 0 ? begin[axis] + (length - 1) * step : begin[axis];
    // Each element becomes itself and the zeros up to the next one.
    const shape = result.shape, apart = [...shape.slice(0, axis + 1), 1, ...shape.slice(axis + 1)];
    const none = apart.map(() => 0);
    const wide = reshape(
      pad(reshape(result, apart), none, none.with(axis + 1, gap - 1)),
      shape.with(axis, length * gap),
    );
    const kept = Math.min(length * gap, to[axis] - first), zeros = shape.map(() => 0);
    return pad(
      slice(wide, zeros, shape.with(axis, kept)),
      zeros.with(axis, first),
      zeros.with(axis, to[axis] - first - kept),
    );
  }, reverse(x, backwards));
}

/** Rules of ops that repeat, reorder, cut out and join elements. */
export const LAYOUT_RULES: GradientRules = {
  broadcastTo: (y, dy) => [() => sumTo(dy, y.inputs[0].shape)],
  reshape: (y, dy) => [() => reshape(dy, y.inputs[0].shape)],
  transpose: (y, dy) => [() => {
    const permutation = y.attributes.permutation as readonly number[];
    return transpose(dy, permutation.map((_, axis) => permutation.indexOf(axis)));
  }],
  slice: (y, dy) => [() => {
    const before = y.attributes.begin as Shape;
    return pad(
      dy,
      before,
      y.inputs[0].shape.map((length, axis) => length - before[axis] - y.shape[axis]),
    );
  }],
  stridedSlice: (
    y,
    dy,
  ) => [() => spread(dy, y.attributes.begin as Shape, y.attributes.steps as Shape, y.inputs[0].shape)],
  pad: (y, dy) => [() => slice(dy, y.attributes.before as Shape, y.inputs[0].shape)],
  concat: (y, dy) => {
    const axis = y.attributes.axis as number;
    let at = 0;
    return y.inputs.map((input) => {
      const begin = y.shape.map((_, i) => (i === axis ? at : 0));
      at += input.shape[axis];
      return () => slice(dy, begin, input.shape);
    });
  },
};
