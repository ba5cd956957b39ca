/** Spreads elements apart with zeros between them: the reverse of a strided slice. */
import type { GraphNode } from "../graph.ts";
import type { Shape } from "../shape.ts";
import { broadcastTo } from "./broadcast.ts";
import { pad, reshape, slice } from "./layout.ts";
import { reverse } from "./strided_slice.ts";

/** Zeros of shape `to` with the elements of `x` at `begin + i·steps` along each axis. */
export function spread(x: GraphNode, begin: Shape, steps: Shape, to: Shape): GraphNode {
  if (x.size === 0) return broadcastTo(x.graph.scalar(0), to);
  const backwards = steps.flatMap((step, axis) => (step < 0 ? [axis] : []));
  return steps.reduce((result, step, axis) => {
    const length = result.shape[axis], gap = Math.abs(step);
    const first = step < 0 ? begin[axis] + (length - 1) * step : begin[axis];
    // Each element becomes itself followed by the zeros up to the next one.
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
