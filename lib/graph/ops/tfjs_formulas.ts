/** Ops in terms of those that every TF.js backend computes rightly, where a backend lacks a kernel or has a wrong one. */
import type { Tensor } from "@tensorflow/tfjs";
import type { Tfjs } from "../op.ts";
import { type Shape, sizeOf } from "../shape.ts";

/** With more axes, TF.js's webgpu kernels pad wrongly, and do not select, reverse or accumulate. */
const WEBGPU_AXES = 4;

/** `x` with zeros before and after it; the wasm kernel reads outside of an int32 tensor's memory. */
export function padded(tf: Tfjs, x: Tensor, before: Shape, after: Shape): Tensor {
  if (x.dtype === "float32" && x.rank <= WEBGPU_AXES) {
    return tf.pad(x, before.map((n, axis) => [n, after[axis]]));
  }
  return before.reduce((inner, n, axis) => {
    const zeros = (length: number) =>
      tf.zeros(inner.shape.map((own, k) => (k === axis ? length : own)), x.dtype as "int32");
    const parts = [zeros(n), inner, zeros(after[axis])].filter(({ shape }) => shape[axis] > 0);
    return parts.length === 1 ? inner : tf.concat(parts, axis);
  }, x);
}

/** Elements `begin + i·steps` by their indices; wasm takes int32 elements for float ones in strided slices. */
export function pickedByIndex(tf: Tfjs, x: Tensor, begin: Shape, size: Shape, steps: Shape): Tensor {
  return size.reduce((inner, length, axis) => {
    if (steps[axis] === 1 && length === x.shape[axis]) return inner;
    const at = Array.from({ length }, (_, i) => begin[axis] + i * steps[axis]);
    return tf.gather(inner, tf.tensor1d(at, "int32"), axis);
  }, x);
}

/** Whether elements differ from 0; wasm casts to bool by taking the lowest byte. */
export function toBool(tf: Tfjs, x: Tensor): Tensor {
  return x.dtype === "bool" ? tf.clone(x) : tf.notEqual(x, tf.scalar(0, x.dtype as "int32"));
}

/** Sums of rows with one index; wasm has no kernel of segments. */
export function segmentSums(tf: Tfjs, rows: Tensor, indices: Tensor, count: number): Tensor {
  const list = tf.reshape(indices, [-1]) as ReturnType<typeof tf.tensor1d>;
  if (tf.getKernel("UnsortedSegmentSum", tf.getBackend())) return tf.unsortedSegmentSum(rows, list, count);
  return tf.scatterND(tf.reshape(list, [list.size, 1]), rows, [count, ...rows.shape.slice(1)]);
}

/**
 * Running sums, made of plain ones of floats: webgpu keeps one program for those from the end, those without the element
 * itself and those of int32 too, and computes what it was first asked for.
 */
export function runningSum(
  tf: Tfjs,
  x: Tensor,
  { axis, exclusive, reverse }: { axis: number; exclusive: boolean; reverse: boolean },
): Tensor {
  if (x.size === 0) return tf.clone(x);
  return alongAxis(tf, x, axis, (rows) => {
    const forwards = reverse ? tf.reverse(rows, 1) : rows;
    const sums = plainRunningSum(tf, exclusive ? delayed(tf, forwards, 1) : forwards);
    return reverse ? tf.reverse(sums, 1) : sums;
  });
}

/** Of int32 by doubling: after k rounds each element holds the sum of 2^k. */
function plainRunningSum(tf: Tfjs, x: Tensor): Tensor {
  if (x.dtype === "float32") return tf.cumsum(x, 1);
  let sums = x;
  for (let by = 1; by < x.shape[1]!; by *= 2) sums = tf.add(sums, delayed(tf, sums, by));
  return sums;
}

/** Elements `by` places later along axis 1 of three, after zeros. */
function delayed(tf: Tfjs, x: Tensor, by: number): Tensor {
  const [outer, length, inner] = x.shape as number[],
    zeros = tf.zeros([outer, by, inner], x.dtype as "int32");
  return tf.concat([zeros, tf.slice(x, [0, 0, 0], [outer, length - by, inner])], 1);
}

/** Elements in reverse order along some axes. */
export function reversed(tf: Tfjs, x: Tensor, axes: readonly number[]): Tensor {
  return axes.reduce((inner, axis) => alongAxis(tf, inner, axis, (rows) => tf.reverse(rows, 1)), x);
}

/** Run `body` on axis 1 of three: webgpu has no more than four. */
function alongAxis(tf: Tfjs, x: Tensor, axis: number, body: (rows: Tensor) => Tensor): Tensor {
  const outer = sizeOf(x.shape.slice(0, axis)), inner = sizeOf(x.shape.slice(axis + 1));
  return tf.reshape(body(tf.reshape(x, [outer, x.shape[axis], inner])), x.shape);
}

/** Elements of `a` where the condition holds, of `b` elsewhere; with many axes as vectors, since webgpu has four. */
export function selected(tf: Tfjs, condition: Tensor, a: Tensor, b: Tensor, shape: Shape): Tensor {
  if (shape.length <= WEBGPU_AXES) return tf.where(condition, a, b);
  const flat = (x: Tensor) => tf.reshape(tf.broadcastTo(x, [...shape]), [-1]);
  return tf.reshape(tf.where(flat(condition), flat(a), flat(b)), [...shape]);
}

/** arcsin x; webgpu's own is right to three digits only. */
export function arcsine(tf: Tfjs, x: Tensor): Tensor {
  if (tf.getBackend() !== "webgpu") return tf.asin(x);
  return tf.mul(2, tf.atan(tf.div(x, tf.add(1, tf.sqrt(tf.sub(1, tf.square(x)))))));
}
