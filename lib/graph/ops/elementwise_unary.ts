/** Elementwise ops: neg, exp, log, sqrt, sin, cos, tanh, sigmoid, relu, abs, sign, stopGradient. */
import { reciprocalOfOnePlusExp } from "./onnx_formulas.ts";
import { negativeOf, sizeOfNumbers } from "./tfjs_integers.ts";
import { positivePartOf, signOf } from "./tfjs_nan.ts";
import { unary } from "./unary.ts";

/** −x */
export const neg = unary({
  name: "neg",
  onnx: "Neg",
  value: (x) => -x,
  tfjs: negativeOf,
  integers: true,
  simplified(x) {
    const [a, b] = x.inputs;
    if (x.op.name === "neg") return a;
    if (x.op.name === "sub") return x.graph.apply(x.op, [b, a]);
    const scaled = x.op.name === "mul" && a.values !== undefined && a.shape.length === 0;
    return scaled ? x.graph.apply(x.op, [neg(a), b]) : undefined;
  },
});
/** e^x */
export const exp = unary({ name: "exp", onnx: "Exp", value: Math.exp, tfjs: (tf, x) => tf.exp(x) });
/** Natural logarithm. */
export const log = unary({ name: "log", onnx: "Log", value: Math.log, tfjs: (tf, x) => tf.log(x) });
/** √x */
export const sqrt = unary({ name: "sqrt", onnx: "Sqrt", value: Math.sqrt, tfjs: (tf, x) => tf.sqrt(x) });
/** sin x, x in radians */
export const sin = unary({ name: "sin", onnx: "Sin", value: Math.sin, tfjs: (tf, x) => tf.sin(x) });
/** cos x, x in radians */
export const cos = unary({ name: "cos", onnx: "Cos", value: Math.cos, tfjs: (tf, x) => tf.cos(x) });
/** Hyperbolic tangent. */
export const tanh = unary({ name: "tanh", onnx: "Tanh", value: Math.tanh, tfjs: (tf, x) => tf.tanh(x) });
/** 1/(1+e^−x) */
export const sigmoid = unary({
  name: "sigmoid",
  // The runtime's own Sigmoid is 0 below −18 (float32) or −37 (float64), where log-likelihoods still matter.
  onnx: reciprocalOfOnePlusExp,
  value: (x) => 1 / (1 + Math.exp(-x)),
  tfjs: (tf, x) => tf.sigmoid(x),
});
/** max(x, 0) */
export const relu = unary({
  name: "relu",
  onnx: "Relu",
  value: (x) => (x > 0 || Number.isNaN(x) ? x : 0),
  tfjs: positivePartOf,
});
/** |x| */
export const abs = unary({
  name: "abs",
  onnx: "Abs",
  value: Math.abs,
  tfjs: sizeOfNumbers,
  integers: true,
});
/** −1, 0 or 1 */
export const sign = unary({
  name: "sign",
  onnx: "Sign",
  value: Math.sign,
  tfjs: signOf,
  integers: true,
});
/** x, without a derivative. */
export const stopGradient = unary({
  name: "stopGradient",
  onnx: "Identity",
  value: (x) => x,
  tfjs: (tf, x) => tf.clone(x),
});
