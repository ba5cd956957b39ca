/** TF.js's kernel that pads a tensor with its mirror image. */
import type { GraphNode } from "../graph.ts";
import { concat, slice } from "../ops/layout.ts";
import { reverse } from "../ops/strided_slice.ts";
import type { Kernels } from "./kernel.ts";

/** `x` with `before` and `after` mirrored elements along an axis, with or without repeating its border elements. */
function mirrored(
  x: GraphNode,
  axis: number,
  [before, after]: readonly [number, number],
  border: number,
): GraphNode {
  const image = (begin: number, size: number) => {
    const from = x.shape.map((_, i) => (i === axis ? begin : 0));
    return size === 0 ? [] : [reverse(slice(x, from, x.shape.with(axis, size)), [axis])];
  };
  const last = x.shape[axis] - border - after;
  return concat([...image(border, before), x, ...image(last, after)], axis);
}

/** Kernel of mirrorPad; TF.js itself checks that the paddings are no longer than the tensor. */
export const MIRROR_PAD: Kernels = {
  MirrorPad: ({ x }, { paddings, mode }) =>
    (paddings as [number, number][]).reduce(
      (inner, margins, axis) => mirrored(inner, axis, margins, mode === "reflect" ? 1 : 0),
      x,
    ),
};
