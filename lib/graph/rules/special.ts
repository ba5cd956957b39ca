/** Rules of special functions, piecewise linear functions and remainders. */
import type { GraphNode } from "../graph.ts";
import { add, div, mul, sub } from "../ops/elementwise_binary.ts";
import { cos, exp, neg, sigmoid, sqrt } from "../ops/elementwise_unary.ts";
import { ownGradient } from "../ops/own_gradient.ts";
import { floorDiv } from "../ops/rounding.ts";
import { cast, greater, greaterEqual, less, lessEqual, logicalAnd, where } from "../ops/select.ts";
import { cosh, sinh } from "../ops/special.ts";
import { broadcasting, elementwise, one, pointwise, type RulesByOp, zero } from "./rule.ts";

/** 1 − x² as (1−x)(1+x), which does not cancel near ±1, with the slope −2x even where a factor is 0. */
function oneMinusSquare(x: GraphNode): GraphNode {
  return withItsSlope(mul(sub(one(x), x), add(one(x), x)), x);
}

/** At ±1 the product rule would give 0·∞ when its square root is a divisor. */
const withItsSlope = ownGradient(
  "oneMinusSquare",
  ({ inputs: [, x] }, dy) => [null, () => mul(dy, mul(x.graph.scalar(-2), x))],
);

/** 2/√π·e^(−x²) */
function slopeOfErf(x: GraphNode): GraphNode {
  return mul(x.graph.scalar(2 / Math.sqrt(Math.PI)), exp(neg(mul(x, x))));
}

/** Rules of elementwise ops that are not among the elementary ones. */
export const SPECIAL_RULES: RulesByOp = {
  expm1: elementwise((x) => exp(x)),
  log1p: pointwise((y, dy) => [() => div(dy, add(y.inputs[0], one(y)))]),
  softplus: elementwise((x) => sigmoid(x)),
  erf: elementwise(slopeOfErf),
  onePlusErf: elementwise(slopeOfErf),
  tan: pointwise((y, dy) => [() => {
    const cosine = cos(y.inputs[0]);
    return div(dy, mul(cosine, cosine));
  }]),
  asin: pointwise(({ inputs: [x] }, dy) => [() => div(dy, sqrt(oneMinusSquare(x)))]),
  acos: pointwise(({ inputs: [x] }, dy) => [() => neg(div(dy, sqrt(oneMinusSquare(x))))]),
  asinh: pointwise(({ inputs: [x] }, dy) => [() => div(dy, sqrt(add(mul(x, x), one(x))))]),
  // Two separate roots, so that it is also NaN below −1.
  acosh: pointwise(({ inputs: [x] }, dy) => [() => div(div(dy, sqrt(add(x, one(x)))), sqrt(sub(x, one(x))))]),
  atanh: pointwise(({ inputs: [x] }, dy) => [() => div(dy, oneMinusSquare(x))]),
  atan2: pointwise(broadcasting((dy, a, b) => {
    const square = () => add(mul(a, a), mul(b, b));
    return [() => div(mul(dy, b), square()), () => neg(div(mul(dy, a), square()))];
  })),
  atan: pointwise((y, dy) => [() => div(dy, add(mul(y.inputs[0], y.inputs[0]), one(y)))]),
  sinh: elementwise((x) => cosh(x)),
  cosh: elementwise((x) => sinh(x)),
  // As in TF.js, the derivative passes at the bounds themselves, except with `open`.
  clip: pointwise((y, dy) => [() => {
    const [x] = y.inputs, { low, high } = y.attributes as Record<string, number>;
    const [least, most] = [low, high].map((bound) => x.graph.scalar(bound));
    // A product with 0 or 1 of the result, as for relu.
    if (y.attributes.open) return mul(dy, cast(logicalAnd(greater(y, least), less(y, most)), "float"));
    return where(logicalAnd(greaterEqual(x, least), lessEqual(x, most)), dy, zero(x));
  }]),
  leakyRelu: pointwise((y, dy) => [() => {
    const [x] = y.inputs;
    return where(greater(x, zero(x)), dy, mul(dy, x.graph.scalar(y.attributes.slope as number)));
  }]),
  mod: pointwise(broadcasting((dy, a, b) => [() => dy, () => neg(mul(dy, floorDiv(a, b)))])),
};
