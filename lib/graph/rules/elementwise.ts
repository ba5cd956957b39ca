/** Rules of ops on single elements and pairs of elements. */
import type { GraphNode } from "../graph.ts";
import { div, mul, pow, sub } from "../ops/elementwise_binary.ts";
import { cos, log, neg, sigmoid, sin } from "../ops/elementwise_unary.ts";
import { sumTo } from "../ops/reduce.ts";
import { cast, equal, greater, greaterEqual, logicalAnd, where } from "../ops/select.ts";
import { uniformValue } from "../uniform.ts";
import { broadcasting, elementwise, one, pointwise, type RulesByOp, zero } from "./rule.ts";

/** b·a^(b−1), which is 0 for b = 0, even at a = 0, where a^(b−1) is infinite. */
function powerSlope(a: GraphNode, b: GraphNode): GraphNode {
  if (uniformValue(b) === 0) return zero(a);
  const lower = sub(b, one(b));
  if (uniformValue(b) !== undefined) return mul(b, pow(a, lower));
  const atZero = logicalAnd(equal(a, zero(a)), equal(b, zero(b)));
  return mul(b, pow(a, where(atZero, zero(b), lower)));
}

/** Rules of elementwise ops. */
export const ELEMENTWISE_RULES: RulesByOp = {
  neg: pointwise((_, dy) => [() => neg(dy)], "first"),
  exp: elementwise((_, y) => y),
  log: pointwise((y, dy) => [() => div(dy, y.inputs[0])]),
  sqrt: pointwise((y, dy) => [() => div(mul(dy, y.graph.scalar(0.5)), y)]),
  sin: elementwise((x) => cos(x)),
  cos: elementwise((x) => neg(sin(x))),
  tanh: elementwise((_, y) => sub(one(y), mul(y, y))),
  // 1 − σ(x) = σ(−x), which does not cancel for large x.
  sigmoid: elementwise((x, y) => mul(y, sigmoid(neg(x)))),
  // A product with 0 or 1 takes a tenth of the time of a selection by sign, which the processor cannot predict.
  // Uses the result, so the input need not be kept. An infinite dy becomes NaN where y is 0.
  relu: elementwise((_, y) => cast(greater(y, zero(y)), "float")),
  add: pointwise(broadcasting((dy) => [() => dy, () => dy]), "all"),
  sub: pointwise(broadcasting((dy) => [() => dy, () => neg(dy)]), "all"),
  mul: pointwise((y, dy) => {
    const [a, b] = y.inputs;
    // The derivative of a square is written directly, so the 2 can merge with other factors.
    if (a === b) return [() => mul(mul(dy.graph.scalar(2), dy), a), null];
    return [() => sumTo(mul(dy, b), a.shape), () => sumTo(mul(dy, a), b.shape)];
  }, "each"),
  div: pointwise(broadcasting((dy, _a, b, y) => [() => div(dy, b), () => neg(div(mul(dy, y), b))]), "first"),
  pow: pointwise(broadcasting((dy, a, b, y) => [
    () => mul(dy, powerSlope(a, b)),
    // x^0 is 1 for every x, so a base of 0 contributes 0 instead of log 0.
    () => mul(dy, where(greater(a, zero(a)), mul(y, log(where(greater(a, zero(a)), a, one(a)))), zero(a))),
  ])),
  // The other input gets the rest of dy.
  firstMaximum: pointwise(broadcasting((dy, a, b) => {
    const first = () => mul(dy, cast(greaterEqual(a, b), "float"));
    return [first, () => sub(dy, first())];
  })),
};
