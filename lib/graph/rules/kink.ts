/**
 * Rules of ops whose slope jumps: |x|, maximum and minimum.
 *
 * At the kink the first derivative is the mean of both sides, as in JAX: 0 for |x|. But a product of means is not the mean
 * of the products: |x|², which is x², would have the second derivative 2·0·0 at 0. So a derivative that has passed a kink
 * stays on one side of every kink when it is differentiated again: the side of larger x (or of a, for the maximum of a
 * and b). There it is right wherever a derivative of that order exists.
 */
import type { GradientRule } from "../op.ts";
import type { GraphNode, NodeMaker } from "../graph.ts";
import { add, mul, sub } from "../ops/elementwise_binary.ts";
import { sign } from "../ops/elementwise_unary.ts";
import { ownGradient } from "../ops/own_gradient.ts";
import { cast, greater, greaterEqual, notBelow, where } from "../ops/select.ts";
import { broadcasting, one, pointwise, type RulesByOp, zero } from "./rule.ts";

/** Number of the first node of a graph that marks the side of a kink. */
const FIRST_SIDE = new WeakMap<NodeMaker, number>();

/** Whether a ≥ b, as the side of a kink on which a derivative stays. */
function sideOf(a: GraphNode, b: GraphNode): GraphNode {
  const side = notBelow(a, b);
  if (!FIRST_SIDE.has(a.graph)) FIRST_SIDE.set(a.graph, side.id);
  return side;
}

/** Whether a derivative has already passed a kink, that is, depends on a node that marks a side. */
function staysOnOneSide(dy: GraphNode): boolean {
  const first = FIRST_SIDE.get(dy.graph), seen = new Set<GraphNode>(), open = [dy];
  if (first === undefined) return false;
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.op.name === "notBelow") return true;
    // A node has a larger number than its inputs.
    if (node.id < first || seen.has(node)) continue;
    seen.add(node);
    for (const input of node.inputs) open.push(input);
  }
  return false;
}

/** `dy` times the slope of |x| on one side of each kink, −1 or 1. */
function timesOneSidedSign(dy: GraphNode, x: GraphNode): GraphNode {
  return mul(dy, where(sideOf(x, zero(x)), one(x), x.graph.scalar(-1)));
}

const slopeOfAbs = ownGradient(
  "slopeOfAbs",
  ({ inputs: [, , x] }, dy) => [null, () => timesOneSidedSign(dy, x), null],
  true,
);

const abs: GradientRule = (
  { inputs: [x] },
  dy,
) => [() => staysOnOneSide(dy) ? timesOneSidedSign(dy, x) : slopeOfAbs(mul(dy, sign(x)), dy, x)];

/** `dy` where the first operand is taken, half of it where both are equal. */
function shared(dy: GraphNode, larger: GraphNode, smaller: GraphNode): GraphNode {
  const halves = add(cast(greaterEqual(larger, smaller), "float"), cast(greater(larger, smaller), "float"));
  return mul(mul(dy.graph.scalar(0.5), dy), halves);
}

/** `dy` where the first operand is taken or both are equal. */
function whole(dy: GraphNode, larger: GraphNode, smaller: GraphNode): GraphNode {
  return mul(dy, cast(sideOf(larger, smaller), "float"));
}

const shareOfFirst = ownGradient(
  "shareOfFirst",
  ({ inputs: [, , larger, smaller] }, dy) => [null, () => whole(dy, larger, smaller), null, null],
  true,
);
const shareOfSecond = ownGradient(
  "shareOfSecond",
  ({ inputs: [, , larger, smaller] }, dy) => [null, () => sub(dy, whole(dy, larger, smaller)), null, null],
  true,
);

/** Rule of maximum or minimum: the other input gets the rest of `dy`. */
function choosing(ordered: (a: GraphNode, b: GraphNode) => [GraphNode, GraphNode]): GradientRule {
  return broadcasting((dy, a, b) => {
    const [larger, smaller] = ordered(a, b);
    if (staysOnOneSide(dy)) {
      return [() => whole(dy, larger, smaller), () => sub(dy, whole(dy, larger, smaller))];
    }
    const first = () => shared(dy, larger, smaller);
    return [
      () => shareOfFirst(first(), dy, larger, smaller),
      () => shareOfSecond(sub(dy, first()), dy, larger, smaller),
    ];
  });
}

/** Rules of ops with kinks at which a derivative is a mean. */
export const KINK_RULES: RulesByOp = {
  abs: pointwise(abs),
  maximum: pointwise(choosing((a, b) => [a, b])),
  minimum: pointwise(choosing((a, b) => [b, a])),
};
