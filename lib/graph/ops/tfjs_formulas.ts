/**
 * Ops whose kernel some TF.js backend lacks or computes wrongly, composed of ops that every backend computes correctly.
 */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Tfjs } from "../op.ts";
import { longComplementTail, TAIL_START } from "./error_function.ts";
import { offsets, type Shape, sizeOf, stridesOf } from "../shape.ts";

/** With more axes than this, TF.js's webgpu kernels pad wrongly, and do not repeat, select, reverse or accumulate. */
const WEBGPU_AXES = 4;

/** `x` with zeros before and after it; the wasm kernel reads outside the memory of an int32 tensor. */
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

/** Elements `begin + i·steps` by their indices; in strided slices wasm treats int32 elements as floats. */
export function pickedByIndex(tf: Tfjs, x: Tensor, begin: Shape, size: Shape, steps: Shape): Tensor {
  return size.reduce((inner, length, axis) => {
    if (steps[axis] === 1 && length === x.shape[axis]) return inner;
    const at = Array.from({ length }, (_, i) => begin[axis] + i * steps[axis]);
    return tf.gather(inner, tf.tensor1d(at, "int32"), axis);
  }, x);
}

/** Whether elements differ from 0; wasm casts to bool by its lowest byte. */
export function toBool(tf: Tfjs, x: Tensor): Tensor {
  return x.dtype === "bool" ? tf.clone(x) : tf.notEqual(x, tf.scalar(0, x.dtype as "int32"));
}

/**
 * Sums of rows with the same index. wasm has no segment kernel. That of cpu multiplies all rows by 0 or 1 in float32,
 * which turns infinite ones into NaN. That of webgpu treats integers as floats, so there they are converted to float
 * first, which is exact up to 2^24.
 */
export function segmentSums(tf: Tfjs, rows: Tensor, indices: Tensor, count: number): Tensor {
  const backend = tf.getBackend();
  if (rows.dtype !== "float32" && backend === "webgpu") {
    return tf.cast(segmentSums(tf, toFloat(tf, rows), indices, count), "int32");
  }
  const list = tf.reshape(indices, [-1]) as ReturnType<typeof tf.tensor1d>;
  const hasKernel = backend !== "cpu" && tf.getKernel("UnsortedSegmentSum", backend);
  if (hasKernel) return tf.unsortedSegmentSum(rows, list, count);
  return tf.scatterND(tf.reshape(list, [list.size, 1]), rows, [count, ...rows.shape.slice(1)]);
}

/**
 * Running sums, composed of plain float ones: webgpu caches a single program for plain, reverse, exclusive and int32
 * sums, and always runs the kind that was first requested.
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

/** For int32 by doubling: after k rounds each element holds the sum of 2^k elements. */
function plainRunningSum(tf: Tfjs, x: Tensor): Tensor {
  if (x.dtype === "float32") return tf.cumsum(x, 1);
  let sums = x;
  for (let by = 1; by < x.shape[1]!; by *= 2) sums = tf.add(sums, delayed(tf, sums, by));
  return sums;
}

/** Elements shifted by `by` positions along axis 1 of three, with zeros in front. */
function delayed(tf: Tfjs, x: Tensor, by: number): Tensor {
  const [outer, length, inner] = x.shape as number[],
    zeros = tf.zeros([outer, by, inner], x.dtype as "int32");
  return tf.concat([zeros, tf.slice(x, [0, 0, 0], [outer, length - by, inner])], 1);
}

/** Elements in reverse order along some axes. */
export function reversed(tf: Tfjs, x: Tensor, axes: readonly number[]): Tensor {
  return axes.reduce((inner, axis) => alongAxis(tf, inner, axis, (rows) => tf.reverse(rows, 1)), x);
}

/** Runs `body` on axis 1 of three, since webgpu supports at most four axes. */
function alongAxis(tf: Tfjs, x: Tensor, axis: number, body: (rows: Tensor) => Tensor): Tensor {
  const outer = sizeOf(x.shape.slice(0, axis)), inner = sizeOf(x.shape.slice(axis + 1));
  return tf.reshape(body(tf.reshape(x, [outer, x.shape[axis], inner])), x.shape);
}

/**
 * Elements of `a` where the condition holds, otherwise of `b`; tensors with many axes are flattened, since webgpu
 * supports four.
 */
export function selected(tf: Tfjs, condition: Tensor, a: Tensor, b: Tensor, shape: Shape): Tensor {
  if (shape.length <= WEBGPU_AXES) return tf.where(condition, a, b);
  const flat = (x: Tensor) => tf.reshape(repeated(tf, x, shape), [-1]);
  return tf.reshape(tf.where(flat(condition), flat(a), flat(b)), [...shape]);
}

/** arcsin x; webgpu's own is accurate only to three digits. */
export function arcsine(tf: Tfjs, x: Tensor): Tensor {
  if (tf.getBackend() !== "webgpu") return tf.asin(x);
  return tf.mul(2, tf.atan(tf.div(x, tf.add(1, tf.sqrt(tf.sub(1, tf.square(x)))))));
}

/** arccos x as 2·arctan √((1−x)/(1+x)), which keeps its digits near 1 on every backend. */
export function arccosine(tf: Tfjs, x: Tensor): Tensor {
  return tf.mul(2, tf.atan(tf.sqrt(tf.div(tf.sub(1, x), tf.add(1, x)))));
}

/** The angle of the point (x, y); webgpu's own is arbitrary at (0, 0). */
export function angleOf(tf: Tfjs, y: Tensor, x: Tensor): Tensor {
  const angle = tf.atan2(y, x);
  if (tf.getBackend() !== "webgpu") return angle;
  const size = tf.add(tf.abs(y), tf.abs(x));
  return selected(tf, tf.equal(size, 0), tf.zerosLike(angle), angle, angle.shape);
}

/** arcsinh x. */
export function inverseSinh(tf: Tfjs, x: Tensor): Tensor {
  return tf.getBackend() === "webgpu" ? orLogarithm(tf, tf.abs(x), tf.asinh(x), tf.sign(x)) : tf.asinh(x);
}

/** arccosh x. */
export function inverseCosh(tf: Tfjs, x: Tensor): Tensor {
  return tf.getBackend() === "webgpu" ? orLogarithm(tf, x, tf.acosh(x), tf.onesLike(x)) : tf.acosh(x);
}

/** `near`, or sign·log 2a for large a, whose square overflows on webgpu. */
function orLogarithm(tf: Tfjs, a: Tensor, near: Tensor, sign: Tensor): Tensor {
  const far = tf.mul(sign, tf.add(tf.log(a), Math.LN2));
  return selected(tf, tf.greater(a, 1e9), far, near, a.shape);
}

/** 1 + erf x, computed from its tail below −2, see `error_function.ts`. */
export function onePlusErfOf(tf: Tfjs, x: Tensor): Tensor {
  const size = tf.maximum(tf.neg(x), TAIL_START), inverse = tf.reciprocal(size);
  const scaled = longComplementTail("float32").reduceRight(
    (total: Tensor, coefficient) => tf.add(tf.mul(total, inverse), coefficient),
    tf.zerosLike(inverse),
  );
  const tail = tf.mul(tf.exp(tf.neg(tf.square(size))), scaled);
  return selected(tf, tf.less(x, -TAIL_START), tail, tf.add(1, tf.erf(x)), x.shape);
}

/** Converts to float32; webgpu's cast keeps the integers in memory, which some kernels then treat as floats. */
export function toFloat(tf: Tfjs, x: Tensor): Tensor {
  const cast = tf.cast(x, "float32");
  return tf.getBackend() === "webgpu" && x.dtype !== "float32" ? tf.mul(cast, 1) : cast;
}

/** Transposes axes; webgpu's kernel supports only floats, so integers are moved by their indices. */
export function transposed(tf: Tfjs, x: Tensor, permutation: readonly number[]): Tensor {
  if (tf.getBackend() !== "webgpu" || x.dtype === "float32") return tf.transpose(x, [...permutation]);
  const strides = stridesOf(x.shape), shape = permutation.map((axis) => x.shape[axis]);
  const at = offsets(shape, permutation.map((axis) => strides[axis]));
  return tf.reshape(tf.gather(tf.reshape(x, [-1]), tf.tensor1d(at, "int32")), shape);
}

/** A reduction along some axes; for integers webgpu supports only the last axis. */
export function reduced(
  tf: Tfjs,
  x: Tensor,
  axes: number[],
  reduce: (x: Tensor, axes: number[]) => Tensor,
): Tensor {
  if (tf.getBackend() !== "webgpu" || x.dtype === "float32") return reduce(x, axes);
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const shape = kept.map((axis) => x.shape[axis]);
  const rows = tf.reshape(transposed(tf, x, [...kept, ...axes]), [sizeOf(shape), x.size / sizeOf(shape)]);
  return tf.reshape(reduce(rows, [1]), shape);
}

/** Broadcasts to a shape, with as few axes as possible; if still too many, by adding zeros. */
export function repeated(tf: Tfjs, x: Tensor, shape: Shape): Tensor {
  const { from, to } = joinedAxes(x.shape, shape), packed = tf.reshape(x, from);
  if (to.length <= WEBGPU_AXES) return tf.reshape(tf.broadcastTo(packed, to), [...shape]);
  if (x.dtype === "bool") return toBool(tf, repeated(tf, tf.cast(x, "int32"), shape));
  return tf.reshape(tf.add(packed, tf.zeros(to, x.dtype as "int32")), [...shape]);
}

/** The two shapes of a broadcast, with adjacent axes merged if both are repeated or both kept. */
function joinedAxes(shape: Shape, repeatedTo: Shape): { from: number[]; to: number[] } {
  const from: number[] = [], to: number[] = [], missing = repeatedTo.length - shape.length;
  repeatedTo.forEach((length, axis) => {
    const own = shape[axis - missing] ?? 1, last = to.length - 1;
    if (own === 1 && length === 1) return;
    if (last >= 0 && (own === length) === (from[last] === to[last])) {
      from[last] *= own;
      to[last] *= length;
    } else {
      from.push(own);
      to.push(length);
    }
  });
  return { from, to };
}
