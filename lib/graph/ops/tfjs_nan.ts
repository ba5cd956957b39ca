/** Comparisons that propagate NaN; TF.js's backends ignore NaN, or keep it only in some positions. */
import type { Tensor, Tensor1D } from "@tensorflow/tfjs-core";
import type { GraphNode } from "../graph.ts";
import type { Tfjs } from "../op.ts";
import { selected } from "./tfjs_formulas.ts";

/** Result of wasm's kernel, which keeps only NaN of the first operand, with NaN of the second added. */
function withNaNOfSecond(
  tf: Tfjs,
  result: Tensor,
  b: Tensor,
  { inputs: [, second], shape }: GraphNode,
): Tensor {
  if (tf.getBackend() !== "wasm" || b.dtype !== "float32") return result;
  if (second.values && !second.values.some((value) => Number.isNaN(value))) return result;
  return selected(tf, tf.isNaN(b), b, result, shape);
}

/** The larger of two, or NaN if one of them is NaN. */
export function largerOf(tf: Tfjs, a: Tensor, b: Tensor, node: GraphNode): Tensor {
  return withNaNOfSecond(tf, tf.maximum(a, b), b, node);
}

/** The smaller of two, or NaN if one of them is NaN. */
export function smallerOf(tf: Tfjs, a: Tensor, b: Tensor, node: GraphNode): Tensor {
  return withNaNOfSecond(tf, tf.minimum(a, b), b, node);
}

/** x clipped to two bounds, or NaN, which wasm's kernel turns into the lower bound. */
export function clippedOf(tf: Tfjs, x: Tensor, low: number, high: number): Tensor {
  return tf.getBackend() === "wasm" ? tf.minimum(tf.maximum(x, low), high) : tf.clipByValue(x, low, high);
}

/** max(x, 0), or NaN, for which webgpu's relu gives 0. */
export function positivePartOf(tf: Tfjs, x: Tensor): Tensor {
  return tf.getBackend() === "webgpu" ? tf.maximum(x, 0) : tf.relu(x);
}

/** −1, 0, 1 or NaN; TF.js gives 0 for NaN, and on wasm for small numbers. */
export function signOf(tf: Tfjs, x: Tensor): Tensor {
  if (x.dtype !== "float32") return tf.sign(x);
  const choose = (condition: Tensor, a: Tensor, b: Tensor) => selected(tf, condition, a, b, x.shape);
  return choose(tf.greater(x, 0), tf.scalar(1), choose(tf.less(x, 0), tf.scalar(-1), x));
}

/**
 * a^b, which is 1 for a = 1 and any b, and for a = −1 and infinite b, as in C; the cpu backend gives JavaScript's NaN
 * there.
 */
export function powerOf(tf: Tfjs, a: Tensor, b: Tensor, { inputs: [, exponent], shape }: GraphNode): Tensor {
  const result = tf.pow(a, b);
  if (tf.getBackend() !== "cpu" || exponent.values?.every((value) => Number.isFinite(value))) return result;
  const endless = tf.logicalAnd(tf.equal(tf.abs(a), 1), tf.equal(tf.abs(b), Infinity));
  return selected(tf, tf.logicalOr(tf.equal(a, 1), endless), tf.onesLike(a), result, shape);
}

/** a − b·⌊a/b⌋ with the sign of b; the kernels give NaN for an infinite b. */
export function remainderOf(
  tf: Tfjs,
  a: Tensor,
  b: Tensor,
  { inputs: [, divisor], shape }: GraphNode,
): Tensor {
  const result = tf.mod(a, b);
  if (divisor.values?.every((value) => Number.isFinite(value))) return result;
  const isEndless = tf.logicalAnd(tf.isInf(b), tf.isFinite(a));
  const opposite = tf.logicalOr(
    tf.logicalAnd(tf.less(a, 0), tf.greater(b, 0)),
    tf.logicalAnd(tf.greater(a, 0), tf.less(b, 0)),
  );
  return selected(tf, isEndless, selected(tf, opposite, b, a, shape), result, shape);
}

/** Position along an axis of the first NaN, otherwise of the first largest element. */
export function argMaxOf(tf: Tfjs, x: Tensor, axis: number): Tensor {
  const plain = tf.argMax(x, axis);
  if (x.dtype !== "float32") return plain;
  const flags = tf.cast(tf.isNaN(x), "float32");
  return selected(tf, tf.greater(tf.max(flags, axis), 0), tf.argMax(flags, axis), plain, plain.shape);
}

/** Elements at positions along the last axis, several per row. */
function pickedInRows(tf: Tfjs, x: Tensor, positions: Tensor): Tensor {
  const length = x.shape[x.rank - 1], count = positions.shape[positions.rank - 1], rows = x.size / length;
  const starts = tf.tensor2d(Int32Array.from({ length: rows }, (_, row) => row * length), [rows, 1], "int32");
  const places = tf.add(tf.reshape(positions, [rows, count]), starts);
  return tf.reshape(tf.gather(tf.reshape(x, [-1]), tf.reshape(places, [-1]) as Tensor1D), positions.shape);
}

/**
 * Positions of the `k` largest elements along the last axis, NaN first: all elements are sorted with ∞ instead of NaN;
 * then NaN elements move to the front, and the others keep their order.
 */
export function topKOf(tf: Tfjs, x: Tensor, k: number): Tensor {
  if (x.dtype !== "float32") return tf.topk(x, k).indices;
  const isNaN = tf.isNaN(x), length = x.shape[x.rank - 1];
  const order = tf.topk(selected(tf, isNaN, tf.scalar(Infinity), x, x.shape), length).indices;
  const flags = pickedInRows(tf, tf.cast(isNaN, "float32"), order);
  return pickedInRows(tf, order, tf.topk(flags, k).indices);
}
