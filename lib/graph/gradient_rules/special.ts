/** Rules of special functions, of bounded straight lines, and of remainders. */
import type { GraphNode } from "../graph.ts";
import { add, div, mul, sub } from "../ops/elementwise_binary.ts";
import { cos, exp, neg, sigmoid, sqrt } from "../ops/elementwise_unary.ts";
import { ownGradient } from "../ops/own_gradient.ts";
import { floorDiv } from "../ops/rounding.ts";
import { cast, greater, greaterEqual, less, lessEqual, logicalAnd, where } from "../ops/select.ts";
import { cosh, sinh } from "../ops/special.ts";
import { broadcasting, elementwise, type GradientRules, one, zero } from "./rule.ts";

/** 1 − x² as (1−x)(1+x), which does not cancel near ±1, with the slope −2x also where a factor is 0. */
function oneMinusSquare(x: GraphNode): GraphNode {
  return withItsSlope(mul(sub(one(x), x), add(one(x), x)), x);
}

/** At ±1 the rule of products would give 0·∞ for what is divided by its square root. */
const withItsSlope = ownGradient(
  "oneMinusSquare",
  ({ inputs: [, x] }, dy) => [null, () => mul(dy, mul(x.graph.scalar(-2), x))],
);

/** 2/√π·e^(−x²) */
function slopeOfErf(x: GraphNode): GraphNode {
  return mul(x.graph.scalar(2 / Math.sqrt(Math.PI)), exp(neg(mul(x, x))));
}

/** Rules of elementwise ops that are not among the elementary ones. */
export const SPECIAL_RULES: GradientRules = {
  expm1: elementwise((x) => exp(x)),
  log1p: (y, dy) => [() => div(dy, add(y.inputs[0], one(y)))],
  softplus: elementwise((x) => sigmoid(x)),
  erf: elementwise(slopeOfErf),
  onePlusErf: elementwise(slopeOfErf),
  tan: (y, dy) => [() => {
    const cosine = cos(y.inputs[0]);
    return div(dy, mul(cosine, cosine));
  }],
  asin: ({ inputs: [x] }, dy) => [() => div(dy, sqrt(oneMinusSquare(x)))],
  acos: ({ inputs: [x] }, dy) => [() => neg(div(dy, sqrt(oneMinusSquare(x))))],
  asinh: ({ inputs: [x] }, dy) => [() => div(dy, sqrt(add(mul(x, x), one(x))))],
  // One after the other: NaN below −1 too.
  acosh: ({ inputs: [x] }, dy) => [() => div(div(dy, sqrt(add(x, one(x)))), sqrt(sub(x, one(x))))],
  atanh: ({ inputs: [x] }, dy) => [() => div(dy, oneMinusSquare(x))],
  atan2: broadcasting((dy, a, b) => {
    const square = () => add(mul(a, a), mul(b, b));
    return [() => div(mul(dy, b), square()), () => neg(div(mul(dy, a), square()))];
  }),
  atan: (y, dy) => [() => div(dy, add(mul(y.inputs[0], y.inputs[0]), one(y)))],
  sinh: elementwise((x) => cosh(x)),
  cosh: elementwise((x) => sinh(x)),
  // As in TF.js, the bounds themselves pass the derivative, unless it is said that they do not.
  clip: (y, dy) => [() => {
    const [x] = y.inputs, { low, high } = y.attributes as Record<string, number>;
    const [least, most] = [low, high].map((bound) => x.graph.scalar(bound));
    // A product with 0 or 1 of the result, as for relu.
    if (y.attributes.open) return mul(dy, cast(logicalAnd(greater(y, least), less(y, most)), "float"));
    return where(logicalAnd(greaterEqual(x, least), lessEqual(x, most)), dy, zero(x));
  }],
  leakyRelu: (y, dy) => [() => {
    const [x] = y.inputs;
    return where(greater(x, zero(x)), dy, mul(dy, x.graph.scalar(y.attributes.slope as number)));
  }],
  mod: broadcasting((dy, a, b) => [() => dy, () => neg(mul(dy, floorDiv(a, b)))]),
};
