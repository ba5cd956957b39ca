/** Constant tensors, and padding with a constant. */
import type { DType, GraphNode, NodeMaker } from "../graph.ts";
import type { Shape } from "../shape.ts";
import { broadcastTo } from "./broadcast.ts";
import { concat, pad } from "./layout.ts";

/** `value` everywhere. */
export function filled(graph: NodeMaker, value: number, shape: Shape, dtype: DType): GraphNode {
  const single = dtype === "float"
    ? graph.scalar(value)
    : graph.constant(dtype === "int32" ? Int32Array.of(value) : Uint8Array.of(value), [], dtype);
  return broadcastTo(single, shape);
}

/** `x` with `value` before and after it along each axis. */
export function paddedWith(x: GraphNode, margins: readonly [number, number][], value: number): GraphNode {
  if (value === 0) return pad(x, margins.map(([before]) => before), margins.map(([, after]) => after));
  return margins.reduce((result, [before, after], axis) => {
    const block = (length: number) =>
      length === 0 ? [] : [filled(x.graph, value, result.shape.with(axis, length), x.dtype)];
    return concat([...block(before), result, ...block(after)], axis);
  }, x);
}
