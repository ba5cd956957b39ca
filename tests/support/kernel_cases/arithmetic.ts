/** Calls of elementary arithmetic. */
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { drawTensor, smallInteger } from "../tensors.ts";
import { anywhere, binary, integers, type KernelCases, positive, seed, shapeOf, unary } from "./draw_call.ts";

/** Cases of kernels of single elements and pairs. */
export const ARITHMETIC_CASES: KernelCases = {
  AddN: [{
    what: "three tensors",
    smooth: true,
    call: fc.record({ shape: shapeOf(0), seed }).map(({ shape, seed }) => ({
      inputs: Object.fromEntries([0, 1, 2].map((k) => [`x${k}`, drawTensor(shape, seed + k, anywhere)])),
      apply: (tensors) => tf.addN(Object.values(tensors)),
    })),
  }],
  Abs: [unary((x) => tf.abs(x)), integers((x) => tf.abs(x))],
  Add: [
    binary((a, b) => tf.add(a, b)),
    binary((a, b) => tf.add(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
  Cos: [unary((x) => tf.cos(x))],
  Exp: [unary((x) => tf.exp(x))],
  Log: [unary((x) => tf.log(x), positive)],
  Maximum: [
    binary((a, b) => tf.maximum(a, b)),
    binary((a, b) => tf.maximum(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
  Minimum: [
    binary((a, b) => tf.minimum(a, b)),
    binary((a, b) => tf.minimum(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
  Multiply: [
    binary((a, b) => tf.mul(a, b)),
    binary((a, b) => tf.mul(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
  Neg: [unary((x) => tf.neg(x)), integers((x) => tf.neg(x))],
  Pow: [
    binary((a, b) => tf.pow(a, b), { drawA: positive, drawB: anywhere }),
    unary((x) => tf.pow(x, 3)),
    unary((x) => tf.pow(x, 2)),
    unary((x) => tf.pow(x, 1)),
    unary((x) => tf.pow(x, 0), anywhere, false),
    unary((x) => tf.pow(x, -2), positive),
  ],
  RealDiv: [binary((a, b) => tf.div(a, b), { drawB: positive })],
  Reciprocal: [unary((x) => tf.reciprocal(x), positive)],
  Rsqrt: [unary((x) => tf.rsqrt(x), positive)],
  Sign: [unary((x) => tf.sign(x), smallInteger, false), integers((x) => tf.sign(x))],
  Sin: [unary((x) => tf.sin(x))],
  Sqrt: [unary((x) => tf.sqrt(x), positive)],
  Square: [unary((x) => tf.square(x))],
  SquaredDifference: [binary((a, b) => tf.squaredDifference(a, b))],
  Step: [unary((x) => tf.step(x), smallInteger, false), unary((x) => tf.step(x, 0.5), smallInteger, false)],
  Sub: [
    binary((a, b) => tf.sub(a, b)),
    binary((a, b) => tf.sub(a, b), { drawA: smallInteger, dtype: "int32" }),
  ],
};
