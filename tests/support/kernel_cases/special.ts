/** Calls of special functions and of division with a whole result. */
import * as tf from "@tensorflow/tfjs-core";
import { between, type Draw, smallInteger } from "../tensors.ts";
import { binary, type KernelCases, positive, unary } from "./draw_call.ts";

const within1 = between(-0.9, 0.9), anyDivisor = [1, 2, 3, -1, -2, -3];
const divisor: Draw = (stream) => anyDivisor[stream.integer(anyDivisor.length)];
const dividend: Draw = (stream) => stream.integer(41) - 20;

/** Cases of kernels of special functions. */
export const SPECIAL_CASES: KernelCases = {
  Acos: [unary((x) => tf.acos(x), within1)],
  Acosh: [unary((x) => tf.acosh(x), between(1.3, 4)), unary((x) => tf.acosh(x), between(1, 50), false)],
  Asin: [unary((x) => tf.asin(x), within1)],
  Asinh: [unary((x) => tf.asinh(x)), unary((x) => tf.asinh(x), between(-50, 50), false)],
  Atan: [unary((x) => tf.atan(x)), unary((x) => tf.atan(x), between(-50, 50), false)],
  Atan2: [
    binary((a, b) => tf.atan2(a, b), { drawB: positive }),
    binary((a, b) => tf.atan2(a, b), { drawB: between(-3, -0.3) }),
    binary((a, b) => tf.atan2(a, b), { drawA: smallInteger, smooth: false }),
  ],
  Atanh: [unary((x) => tf.atanh(x), within1)],
  Ceil: [unary((x) => tf.ceil(x), between(-3, 3), false)],
  Cosh: [unary((x) => tf.cosh(x))],
  Erf: [unary((x) => tf.erf(x)), unary((x) => tf.erf(x), between(-7, 7), false)],
  Expm1: [unary((x) => tf.expm1(x)), unary((x) => tf.expm1(x), between(-30, 5), false)],
  Floor: [unary((x) => tf.floor(x), between(-3, 3), false)],
  FloorDiv: [
    binary((a, b) => tf.floorDiv(a, b), { drawA: between(-9, 9), drawB: positive, smooth: false }),
    binary((a, b) => tf.floorDiv(a, b), { drawA: dividend, drawB: divisor, dtype: "int32" }),
  ],
  Log1p: [unary((x) => tf.log1p(x), between(-0.7, 3))],
  Mod: [
    binary((a, b) => tf.mod(a, b), { drawA: between(-2, 2), drawB: between(0.5, 0.9) }),
    binary((a, b) => tf.mod(a, b), { drawA: dividend, drawB: divisor, dtype: "int32" }),
  ],
  Round: [unary((x) => tf.round(x), (stream) => stream.integer(17) / 2 - 4, false)],
  Sinh: [unary((x) => tf.sinh(x))],
  Tan: [unary((x) => tf.tan(x), between(-1.3, 1.3))],
};
