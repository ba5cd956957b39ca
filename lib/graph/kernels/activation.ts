/** TF.js's activation functions that bend a straight line. */
import type { GraphNode } from "../graph.ts";
import { clip, leakyRelu } from "../ops/bounded.ts";
import { mul } from "../ops/elementwise_binary.ts";
import { relu, sigmoid, tanh } from "../ops/elementwise_unary.ts";
import { ownGradient } from "../ops/own_gradient.ts";
import { sumTo } from "../ops/reduce.ts";
import { greater, less, where } from "../ops/select.ts";
import { expm1, softplus } from "../ops/special.ts";
import type { Kernels } from "./kernel.ts";

/** scale·x where x is positive, else depth·(e^x − 1); the exponential never sees a positive x, nor overflows. */
function exponentialLinear(x: GraphNode, scale: number, depth: number): GraphNode {
  const zero = x.graph.scalar(0), isPositive = greater(x, zero);
  const bent = mul(x.graph.scalar(depth), expm1(where(isPositive, zero, x)));
  return where(isPositive, mul(x.graph.scalar(scale), x), bent);
}

/** At 0 an infinite slope times 0 is no number, and neither is it times the 0 that where() passes to the other side. */
const withSlopes = ownGradient("prelu", ({ inputs: [, x, alpha] }, dy) => {
  const zero = x.graph.scalar(0), isPositive = greater(x, zero);
  return [
    null,
    () => sumTo(where(isPositive, dy, mul(dy, alpha)), x.shape),
    () => sumTo(where(isPositive, zero, mul(dy, x)), alpha.shape),
  ];
});

/** x where it is positive, alpha·x elsewhere, with the slope alpha at 0. */
function prelu(x: GraphNode, alpha: GraphNode): GraphNode {
  return withSlopes(where(less(x, x.graph.scalar(0)), mul(alpha, x), x), x, alpha);
}

/** λ and λα of Klambauer et al. 2017, "Self-normalizing neural networks", with the digits that TF.js has. */
const SELU_SCALE = 1.0507009873554804934193349852946;
const SELU_DEPTH = 1.7580993408473768599402175208123;

/** Slope of TF.js's leakyRelu where none is given. */
const LEAKY_SLOPE = 0.2;

/** Activation kernels. */
export const ACTIVATION: Kernels = {
  ClipByValue: ({ x }, { clipValueMin, clipValueMax }) =>
    clip(x, clipValueMin as number, clipValueMax as number),
  Elu: ({ x }) => exponentialLinear(x, 1, 1),
  LeakyRelu: ({ x }, { alpha }) => leakyRelu(x, Number(alpha ?? LEAKY_SLOPE)),
  Prelu: ({ x, alpha }) => prelu(x, alpha),
  Relu: ({ x }) => relu(x),
  // Its derivative is 0 at both bends, as relu's at 0.
  Relu6: ({ x }) => clip(x, 0, 6, true),
  Selu: ({ x }) => exponentialLinear(x, SELU_SCALE, SELU_DEPTH),
  Sigmoid: ({ x }) => sigmoid(x),
  Softplus: ({ x }) => softplus(x),
  Tanh: ({ x }) => tanh(x),
};
