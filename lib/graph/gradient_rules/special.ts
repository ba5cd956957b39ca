/** Rules of special functions, of bounded straight lines, and of remainders. */
import { add, div, mul, sub } from "../ops/elementwise_binary.ts";
import { cos, exp, neg, sigmoid, sqrt } from "../ops/elementwise_unary.ts";
import { floorDiv } from "../ops/rounding.ts";
import { greater, greaterEqual, less, lessEqual, logicalAnd, where } from "../ops/select.ts";
import { cosh, sinh } from "../ops/special.ts";
import { broadcasting, elementwise, type GradientRules, one, zero } from "./rule.ts";

/** Rules of elementwise ops that are not among the elementary ones. */
export const SPECIAL_RULES: GradientRules = {
  expm1: elementwise((x) => exp(x)),
  log1p: (y, dy) => [() => div(dy, add(y.inputs[0], one(y)))],
  softplus: elementwise((x) => sigmoid(x)),
  erf: elementwise((x) => mul(x.graph.scalar(2 / Math.sqrt(Math.PI)), exp(neg(mul(x, x))))),
  tan: (y, dy) => [() => {
    const cosine = cos(y.inputs[0]);
    return div(dy, mul(cosine, cosine));
  }],
  // 1 − x² as (1−x)(1+x) does not cancel near ±1.
  asin: (y, dy) => [() => {
    const [x] = y.inputs;
    return div(dy, sqrt(mul(sub(one(x), x), add(one(x), x))));
  }],
  atan: (y, dy) => [() => div(dy, add(mul(y.inputs[0], y.inputs[0]), one(y)))],
  sinh: elementwise((x) => cosh(x)),
  cosh: elementwise((x) => sinh(x)),
  // As in TF.js, the bounds themselves pass the derivative, unless it is said that the upper one does not.
  clip: (y, dy) => [() => {
    const [x] = y.inputs, { low, high } = y.attributes as Record<string, number>;
    const upTo = y.attributes.openAbove ? less : lessEqual;
    const inside = logicalAnd(greaterEqual(x, x.graph.scalar(low)), upTo(x, x.graph.scalar(high)));
    return where(inside, dy, zero(x));
  }],
  leakyRelu: (y, dy) => [() => {
    const [x] = y.inputs;
    return where(greater(x, zero(x)), dy, mul(dy, x.graph.scalar(y.attributes.slope as number)));
  }],
  mod: broadcasting((dy, a, b) => [() => dy, () => neg(mul(dy, floorDiv(a, b)))]),
};
