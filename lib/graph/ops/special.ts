/**
 * Elementwise special functions: expm1, log1p, erf, softplus, tan, asin, acos, atan, atan2, sinh, cosh and the
 * inverse hyperbolic ones.
 */
import type { GraphNode } from "../graph.ts";
import { binary } from "./binary.ts";
import { erf as errorFunction, onePlusErf as onePlusErrorFunction } from "./error_function.ts";
import {
  acosFormula,
  acoshFormula,
  asinFormula,
  asinhFormula,
  atan2Formula,
  atanFormula,
  atanhFormula,
  coshFormula,
  erfFormula,
  expm1Formula,
  log1pFormula,
  onePlusErfFormula,
  sinhFormula,
  softplusFormula,
  tanFormula,
} from "./onnx_formulas.ts";
import { angleOf, arccosine, arcsine, inverseCosh, inverseSinh, onePlusErfOf } from "./tfjs_formulas.ts";
import { nativeInFloat32, unary } from "./unary.ts";

/** e^x − 1, without cancellation near 0 */
export const expm1 = unary({
  name: "expm1",
  onnx: expm1Formula,
  value: Math.expm1,
  tfjs: (tf, x) => tf.expm1(x),
});

/** log(1+x), without cancellation near 0 */
export const log1p = unary({
  name: "log1p",
  onnx: log1pFormula,
  value: Math.log1p,
  tfjs: (tf, x) => tf.log1p(x),
});

/** log(1+e^x) */
export const softplus = unary({
  name: "softplus",
  onnx: nativeInFloat32("Softplus", softplusFormula),
  value: (x) => (x > 0 ? x : 0) + Math.log1p(Math.exp(-Math.abs(x))),
  tfjs: (tf, x) => tf.softplus(x),
});

/** 2/√π ∫₀ˣ e^(−t²) dt; TF.js's own is accurate to 1e-7 only. */
export const erf = unary({
  name: "erf",
  onnx: nativeInFloat32("Erf", erfFormula),
  value: errorFunction,
  tfjs: (tf, x) => tf.erf(x),
});

/** 1 + erf x, which keeps its relative accuracy where it is small. */
export const onePlusErf = unary({
  name: "onePlusErf",
  onnx: onePlusErfFormula,
  value: onePlusErrorFunction,
  tfjs: onePlusErfOf,
});

/** tan x, x in radians */
export const tan = unary({
  name: "tan",
  onnx: nativeInFloat32("Tan", tanFormula),
  value: Math.tan,
  tfjs: (tf, x) => tf.tan(x),
});

/** The angle in [−π/2, π/2] whose sine is x. */
export const asin = unary({
  name: "asin",
  onnx: nativeInFloat32("Asin", asinFormula),
  value: Math.asin,
  tfjs: arcsine,
});

/** The angle in [0, π] whose cosine is x. */
export const acos = unary({ name: "acos", onnx: acosFormula, value: Math.acos, tfjs: arccosine });

/** The angle in (−π/2, π/2) whose tangent is x. */
export const atan = unary({
  name: "atan",
  onnx: nativeInFloat32("Atan", atanFormula),
  value: Math.atan,
  tfjs: (tf, x) => tf.atan(x),
});

const angles = binary({
  name: "atan2",
  onnx: atan2Formula,
  value: Math.atan2,
  tfjs: angleOf,
});

/** The angle in [−π, π] of the point (x, y), of float tensors. */
export function atan2(y: GraphNode, x: GraphNode): GraphNode {
  if (y.dtype === "int32") throw new TypeError("atan2: needs float tensors, found int32");
  return angles(y, x);
}

/** Hyperbolic sine. */
export const sinh = unary({
  name: "sinh",
  onnx: nativeInFloat32("Sinh", sinhFormula),
  value: Math.sinh,
  tfjs: (tf, x) => tf.sinh(x),
});

/** Hyperbolic cosine. */
export const cosh = unary({
  name: "cosh",
  onnx: nativeInFloat32("Cosh", coshFormula),
  value: Math.cosh,
  tfjs: (tf, x) => tf.cosh(x),
});

/** The number whose hyperbolic sine is x. */
export const asinh = unary({
  name: "asinh",
  onnx: nativeInFloat32("Asinh", asinhFormula),
  value: Math.asinh,
  tfjs: inverseSinh,
});

/** The nonnegative number whose hyperbolic cosine is x; NaN below 1. */
export const acosh = unary({
  name: "acosh",
  onnx: nativeInFloat32("Acosh", acoshFormula),
  value: Math.acosh,
  tfjs: inverseCosh,
});

/** The number whose hyperbolic tangent is x; NaN beyond ±1. */
export const atanh = unary({
  name: "atanh",
  onnx: nativeInFloat32("Atanh", atanhFormula),
  value: Math.atanh,
  tfjs: (tf, x) => tf.atanh(x),
});
