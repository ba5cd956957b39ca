/** TF.js's elementwise arithmetic. */
import { abs, cos, exp, log, neg, sign, sin, sqrt } from "../ops/elementwise_unary.ts";
import { add, div, maximum, minimum, mul, pow, sub } from "../ops/elementwise_binary.ts";
import { greater, lessEqual, where } from "../ops/select.ts";
import type { Kernels } from "./kernel.ts";

/** Elementwise kernels of one and two tensors. */
export const ARITHMETIC: Kernels = {
  Abs: ({ x }) => abs(x),
  Add: ({ a, b }) => add(a, b),
  AddN: (inputs) => Object.values(inputs).reduce((total, x) => add(total, x)),
  Cos: ({ x }) => cos(x),
  Exp: ({ x }) => exp(x),
  Log: ({ x }) => log(x),
  Maximum: ({ a, b }) => maximum(a, b),
  Minimum: ({ a, b }) => minimum(a, b),
  Multiply: ({ a, b }) => mul(a, b),
  Neg: ({ x }) => neg(x),
  Pow: ({ a, b }) => pow(a, b),
  RealDiv: ({ a, b }) => div(a, b),
  Reciprocal: ({ x }) => div(x.graph.scalar(1), x),
  Rsqrt: ({ x }) => div(x.graph.scalar(1), sqrt(x)),
  Sign: ({ x }) => sign(x),
  Sin: ({ x }) => sin(x),
  Sqrt: ({ x }) => sqrt(x),
  Square: ({ x }) => mul(x, x),
  SquaredDifference: ({ a, b }) => {
    const difference = sub(a, b);
    return mul(difference, difference);
  },
  Step: ({ x }, { alpha }) => {
    const zero = x.graph.scalar(0), low = x.graph.scalar(Number(alpha ?? 0));
    // NaN is neither above nor below, so it stays NaN.
    return where(greater(x, zero), x.graph.scalar(1), where(lessEqual(x, zero), low, x));
  },
  Sub: ({ a, b }) => sub(a, b),
};
