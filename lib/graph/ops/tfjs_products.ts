/** What matrix products need on TF.js's backends. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Tfjs } from "../op.ts";
import { sameShape, type Shape, sizeOf } from "../shape.ts";
import { repeated } from "./tfjs_formulas.ts";

/**
 * Matrices with their leading axes repeated; the kernels count matrices through as they come, which is right for as many or
 * for one alone.
 */
export function alike(tf: Tfjs, x: Tensor, batch: Shape): Tensor {
  const own = x.shape.slice(0, -2);
  if (sameShape(own, batch) || sizeOf(own) === 1) return x;
  return repeated(tf, x, [...batch, ...x.shape.slice(-2)]);
}

/** Rows and columns in which elements were a right operand before, by TF.js's key of the elements. */
const SEEN = new WeakMap<object, string>();

/**
 * A right operand on wasm, whose kernel keeps what it has made of the elements for a later product of them, also where they
 * are a matrix of another shape then: those get elements of their own.
 */
export function rightOperand(tf: Tfjs, x: Tensor): Tensor {
  if (tf.getBackend() !== "wasm") return x;
  const matrix = `${x.shape.slice(-2)}`, before = SEEN.get(x.dataId);
  if (before !== undefined && before !== matrix) return tf.mul(x, 1);
  SEEN.set(x.dataId, matrix);
  return x;
}
