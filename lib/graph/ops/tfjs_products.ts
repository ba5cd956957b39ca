/** Workarounds for matrix products on TF.js's backends. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Tfjs } from "../op.ts";
import { sameShape, type Shape, sizeOf } from "../shape.ts";
import { repeated } from "./tfjs_formulas.ts";

/**
 * Matrices with their leading axes repeated; the kernels pair matrices in order, which is right only for equal numbers
 * or a single matrix.
 */
export function alike(tf: Tfjs, x: Tensor, batch: Shape): Tensor {
  const own = x.shape.slice(0, -2);
  if (sameShape(own, batch) || sizeOf(own) === 1) return x;
  return repeated(tf, x, [...batch, ...x.shape.slice(-2)]);
}

/** Rows and columns of earlier right operands, by TF.js's key of their elements. */
const SEEN = new WeakMap<object, string>();

/**
 * A right operand on wasm. The kernel caches a prepared form of its elements and reuses it in later products, even for
 * a matrix of another shape; such operands get a copy of the elements.
 */
export function rightOperand(tf: Tfjs, x: Tensor): Tensor {
  if (tf.getBackend() !== "wasm") return x;
  const matrix = `${x.shape.slice(-2)}`, before = SEEN.get(x.dataId);
  if (before !== undefined && before !== matrix) return tf.mul(x, 1);
  SEEN.set(x.dataId, matrix);
  return x;
}
