/** Maxima that propagate NaN; ONNX Runtime ignores NaN unless it comes first. */
import type { GraphNode } from "../graph.ts";
import type { OnnxWriter } from "../op.ts";
import type { Shape } from "../shape.ts";

/**
 * The maximum over a node's axes, or NaN if an element is NaN; `null` for integers.
 *
 * A sum of squares is NaN only if an element is NaN, since infinities do not cancel in it. −∞ minus that sum is −∞ or
 * NaN, and in ONNX Runtime the larger of two numbers is NaN if one of them is. So this takes one more reduction and two
 * ops on its results, but no elementwise pass; all other results have the same bits as the plain maximum.
 */
export function maximumWithNaN(
  writer: OnnxWriter,
  x: string,
  { dtype, attributes }: GraphNode,
): string | null {
  if (dtype !== "float") return null;
  const settings = { axes: attributes.axes as Shape, keepdims: 0 };
  const squares = writer.node("ReduceSumSquare", [x], settings);
  const nothingOrNaN = writer.node("Sub", [writer.scalar(-Infinity), squares]);
  return writer.node("Max", [writer.node("ReduceMax", [x], settings), nothingOrNaN]);
}

/** ONNX's element type of bytes. */
const UINT8 = 2;

/** Position along an axis of the first NaN, otherwise of the first largest element; int64. */
export function argMaxWithNaN(writer: OnnxWriter, x: string, axis: number): string {
  const settings = { axis, keepdims: 0 };
  const squares = writer.node("ReduceSumSquare", [x], { axes: [axis], keepdims: 0 });
  return writer.node("Where", [
    writer.node("IsNaN", [squares]),
    writer.node("ArgMax", [writer.node("Cast", [writer.node("IsNaN", [x])], { to: UINT8 })], settings),
    writer.node("ArgMax", [x], settings),
  ]);
}

/**
 * Positions along the last axis, int64, of the `k` largest elements in descending order, NaN first; equal elements keep
 * their order.
 *
 * All elements are sorted with ∞ instead of NaN; then NaN elements move to the front, and the others keep their order.
 */
export function topKWithNaN(writer: OnnxWriter, x: string, k: number, length: number): string {
  const isNaN = writer.node("IsNaN", [x]);
  const filled = writer.node("Where", [isNaN, writer.scalar(Infinity), x]);
  const [, order] = writer.nodes("TopK", [filled, writer.integers([length])], 2, { axis: -1 });
  const flags = writer.node("GatherElements", [writer.cast(isNaN, "float"), order], { axis: -1 });
  const [, first] = writer.nodes("TopK", [flags, writer.integers([k])], 2, { axis: -1 });
  return writer.node("GatherElements", [order, first], { axis: -1 });
}

/**
 * x − log Σ e^x along an axis, NaN if an element is NaN or ∞: in float64 the runtime ignores NaN in the sum, and uses
 * 1e-20 for an empty sum.
 *
 * The runtime's result is NaN at the NaN element itself and at most 0 elsewhere. So the smaller of each result and the
 * sum of their squares is the result itself, or NaN.
 */
export function logSoftmaxWithNaN(writer: OnnxWriter, x: string, axis: number): string {
  const result = writer.node("LogSoftmax", [x], { axis });
  if (writer.precision === "float32") return result;
  return writer.node("Min", [
    result,
    writer.node("ReduceSumSquare", [result], { axes: [axis], keepdims: 1 }),
  ]);
}
