/** Special functions of each element: expm1, log1p, erf, softplus, tan, asin, atan, sinh, cosh. */
import { erf as errorFunction } from "./error_function.ts";
import {
  asinFormula,
  atanFormula,
  coshFormula,
  erfFormula,
  expm1Formula,
  log1pFormula,
  sinhFormula,
  softplusFormula,
  tanFormula,
} from "./onnx_formulas.ts";
import { arcsine } from "./tfjs_formulas.ts";
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

/** The angle in (−π/2, π/2) whose tangent is x. */
export const atan = unary({
  name: "atan",
  onnx: nativeInFloat32("Atan", atanFormula),
  value: Math.atan,
  tfjs: (tf, x) => tf.atan(x),
});

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
