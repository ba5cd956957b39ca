/** Integers on TF.js's backends over their whole range, although kernels compute in float32 or float64. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Tfjs } from "../op.ts";
import { selected } from "./tfjs_formulas.ts";

const whole = (tf: Tfjs, value: number): Tensor => tf.scalar(value, "int32");

/** −x; the kernels of some backends round int32 to float32. */
export function negativeOf(tf: Tfjs, x: Tensor): Tensor {
  return x.dtype === "int32" ? tf.sub(whole(tf, 0), x) : tf.neg(x);
}

/** |x|; the lowest int32 stays itself. */
export function sizeOfNumbers(tf: Tfjs, x: Tensor): Tensor {
  return x.dtype === "int32" ? tf.maximum(x, negativeOf(tf, x)) : tf.abs(x);
}

/** Half the bits of an int32. */
const HALF = 2 ** 16;

/**
 * a·b; the cpu backend multiplies int32 in float64, which does not hold all bits, so the factors are split in halves.
 */
export function productOf(tf: Tfjs, a: Tensor, b: Tensor): Tensor {
  if (a.dtype !== "int32" || tf.getBackend() !== "cpu") return tf.mul(a, b);
  const low = tf.mod(b, whole(tf, HALF)), high = tf.floorDiv(b, whole(tf, HALF));
  return tf.add(tf.mul(a, low), tf.mul(tf.mul(a, high), whole(tf, HALF)));
}

/** `divide` for divisors other than 0, and 0 for 0; wasm's kernels crash on division by 0 or give arbitrary results. */
function orZero(tf: Tfjs, a: Tensor, b: Tensor, divide: (a: Tensor, b: Tensor) => Tensor): Tensor {
  const isZero = tf.equal(b, whole(tf, 0));
  const result = divide(a, selected(tf, isZero, whole(tf, 1), b, b.shape));
  return selected(tf, isZero, whole(tf, 0), result, result.shape);
}

/**
 * ⌊a/b⌋; wasm's kernel divides in float32. Its error is the rest of a beyond the remainder, in units of b, which is
 * small enough for float32.
 */
function exactQuotient(tf: Tfjs, a: Tensor, b: Tensor): Tensor {
  const near = tf.floorDiv(a, b);
  if (tf.getBackend() !== "wasm") return near;
  const left = tf.sub(tf.sub(a, tf.mul(near, b)), tf.mod(a, b));
  return tf.add(near, tf.cast(tf.round(tf.div(tf.cast(left, "float32"), tf.cast(b, "float32"))), "int32"));
}

/** ⌊a/b⌋ for int32, 0 for b = 0. */
export function wholeQuotientOf(tf: Tfjs, a: Tensor, b: Tensor): Tensor {
  return orZero(tf, a, b, (a, b) => exactQuotient(tf, a, b));
}

/** a − b·⌊a/b⌋ for int32, 0 for b = 0. */
export function wholeRemainderOf(tf: Tfjs, a: Tensor, b: Tensor): Tensor {
  return orZero(tf, a, b, (a, b) => tf.mod(a, b));
}

/** Converts to int32: floats lose their fraction, become the nearer end beyond the ends, and NaN becomes 0. */
export function toInt32(tf: Tfjs, x: Tensor): Tensor {
  if (x.dtype !== "float32") return tf.cast(x, "int32");
  const choose = (condition: Tensor, a: Tensor, b: Tensor) => selected(tf, condition, a, b, x.shape);
  const within = tf.cast(choose(tf.less(tf.abs(x), 2 ** 31), x, tf.scalar(0)), "int32");
  const orHighest = choose(tf.greaterEqual(x, 2 ** 31), whole(tf, 2 ** 31 - 1), within);
  return choose(tf.lessEqual(x, -(2 ** 31)), whole(tf, -(2 ** 31)), orHighest);
}
