/** Rules of ops over whole axes. */
import type { GradientRule } from "../op.ts";
import type { GraphNode } from "../graph.ts";
import { broadcastTo } from "../ops/broadcast.ts";
import { div, mul, sub } from "../ops/elementwise_binary.ts";
import { exp } from "../ops/elementwise_unary.ts";
import { reshape } from "../ops/layout.ts";
import { sum } from "../ops/reduce.ts";
import { cumsum } from "../ops/scan.ts";
import { cast, equal } from "../ops/select.ts";
import { keptShape, type Shape } from "../shape.ts";
import { overAxes, overAxis } from "./over_samples.ts";
import type { RulesByOp } from "./rule.ts";

/** Sum along the axis of a node, broadcast along it again. */
function total(x: GraphNode, axis: number): GraphNode {
  return reshape(sum(x, axis), keptShape(x.shape, [axis]));
}

/** Equal maxima share the gradient. */
const shareOfMaxima: GradientRule = (y, dy) => [() => {
  const [x] = y.inputs, axes = y.attributes.axes as Shape, shape = keptShape(x.shape, axes);
  const isMaximum = cast(equal(x, reshape(y, shape)), "float");
  return mul(div(reshape(dy, shape), reshape(sum(isMaximum, axes), shape)), isMaximum);
}];

/** Rules of reductions. */
export const REDUCTION_RULES: RulesByOp = {
  sum: {
    gradient: (y, dy) => [() => {
      const [x] = y.inputs;
      return broadcastTo(reshape(dy, keptShape(x.shape, y.attributes.axes as Shape)), x.shape);
    }],
    batching: overAxes,
    linear: "first",
  },
  max: { gradient: shareOfMaxima, batching: overAxes },
  maxOfNumbers: { gradient: shareOfMaxima, batching: overAxes },
  softmax: {
    gradient: (y, dy) => [() => mul(y, sub(dy, total(mul(dy, y), y.attributes.axis as number)))],
    batching: overAxis,
  },
  logSoftmax: {
    gradient: (y, dy) => [() => sub(dy, mul(exp(y), total(dy, y.attributes.axis as number)))],
    batching: overAxis,
  },
  cumsum: {
    gradient: (y, dy) => [() => {
      const { axis, exclusive, reverse } = y.attributes as {
        axis: number;
        exclusive: boolean;
        reverse: boolean;
      };
      return cumsum(dy, axis, exclusive, !reverse);
    }],
    batching: overAxis,
    linear: "first",
  },
  argMax: { gradient: null, batching: overAxis },
  topKIndices: {
    gradient: null,
    // Along the last axis, which stays the last.
    batching: (node, [{ all }]) => node.graph.apply(node.op, [all!], node.attributes),
  },
};
