/**
 * Rules of ops whose slope jumps: |x|, and the larger or smaller of two.
 *
 * At the kink a first derivative is the mean of both sides, as in JAX: 0 for |x|. A mean of slopes does not multiply as
 * slopes do, though: x² = |x|² would have the second derivative 2·0·0 at 0. Whatever is differentiated once more through
 * the same kink therefore stays on one side of it, that of larger x (or of a, for the larger of a and b), which gives the
 * right derivative of every order wherever there is one.
 */
import type { GraphNode } from "../graph.ts";
import { add, mul, sub } from "../ops/elementwise_binary.ts";
import { sign } from "../ops/elementwise_unary.ts";
import { ownGradient } from "../ops/own_gradient.ts";
import { cast, greater, greaterEqual, notBelow, where } from "../ops/select.ts";
import { broadcasting, type GradientRule, type GradientRules, one, zero } from "./rule.ts";

/** Whether `node` is computed from `part`. */
function isMadeOf(node: GraphNode, part: GraphNode): boolean {
  const seen = new Set<GraphNode>(), open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next === part) return true;
    // A node has a greater number than those that it is computed from.
    if (next.id < part.id || seen.has(next)) continue;
    seen.add(next);
    open.push(...next.inputs);
  }
  return false;
}

/** The slope of |x| on one side of each kink: −1 or 1. */
function oneSidedSign(x: GraphNode): GraphNode {
  return where(notBelow(x, zero(x)), one(x), x.graph.scalar(-1));
}

const slopeOfAbs = ownGradient(
  "slopeOfAbs",
  ({ inputs: [, , x] }, dy) => [null, () => mul(dy, oneSidedSign(x)), null],
  true,
);

const abs: GradientRule = ({ inputs: [x] }, dy) => [() => {
  const side = oneSidedSign(x);
  return isMadeOf(dy, side) ? mul(dy, side) : slopeOfAbs(mul(dy, sign(x)), dy, x);
}];

/** 1 where the first one is taken, also where both are equal. */
function taken(larger: GraphNode, smaller: GraphNode): GraphNode {
  return cast(notBelow(larger, smaller), "float");
}

/** `dy` where the first one is taken, half of it where both are equal. */
function shared(dy: GraphNode, larger: GraphNode, smaller: GraphNode): GraphNode {
  const halves = add(cast(greaterEqual(larger, smaller), "float"), cast(greater(larger, smaller), "float"));
  return mul(mul(dy.graph.scalar(0.5), dy), halves);
}

const shareOfFirst = ownGradient(
  "shareOfFirst",
  ({ inputs: [, , larger, smaller] }, dy) => [null, () => mul(dy, taken(larger, smaller)), null, null],
  true,
);
const shareOfSecond = ownGradient(
  "shareOfSecond",
  (
    { inputs: [, , larger, smaller] },
    dy,
  ) => [null, () => sub(dy, mul(dy, taken(larger, smaller))), null, null],
  true,
);

/** Rule of the larger or smaller of two: what one input does not take of `dy`, the other does. */
function choosing(ordered: (a: GraphNode, b: GraphNode) => [GraphNode, GraphNode]): GradientRule {
  return broadcasting((dy, a, b) => {
    const [larger, smaller] = ordered(a, b), all = taken(larger, smaller);
    if (isMadeOf(dy, all)) return [() => mul(dy, all), () => sub(dy, mul(dy, all))];
    const first = () => shared(dy, larger, smaller);
    return [
      () => shareOfFirst(first(), dy, larger, smaller),
      () => shareOfSecond(sub(dy, first()), dy, larger, smaller),
    ];
  });
}

/** Rules of ops with kinks at which a derivative is a mean. */
export const KINK_RULES: GradientRules = {
  abs,
  maximum: choosing((a, b) => [a, b]),
  minimum: choosing((a, b) => [b, a]),
};
