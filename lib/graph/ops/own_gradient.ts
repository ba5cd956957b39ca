/** Nodes with the value of another node and their own derivative, during tracing. */
import type { GraphNode } from "../graph.ts";
import type { BatchingRule, GradientRule, Op, OwnRules } from "../op.ts";
import { aligned, allSamples } from "../rules/operand.ts";
import { sum } from "./reduce.ts";

/** An op that returns its first input on every engine. */
function firstInput(name: string, own: OwnRules, shareable: boolean): Op {
  return {
    name,
    shareable,
    own,
    // No derivatives are taken after tracing.
    simplified: ([value]) => value,
    infer: ([{ shape, dtype }]) => ({ shape, dtype }),
    evaluate: ([value]) => value,
    onnx: (_, [value]) => value,
    tfjs: (_, [value]) => value,
  };
}

/** Elementwise operands: the leading axis changes nothing. */
const elementwise: BatchingRule = (node, [value, ...others], count) => {
  const rank = node.shape.length;
  return node.graph.apply(node.op, [
    allSamples(value, count),
    ...others.map((operand) => aligned(operand, rank)),
  ]);
};

/**
 * A function that appends nodes with the value of its first argument and the derivative given by `gradient`, which
 * returns contributions to all arguments; the arguments are tensors that broadcast to the value.
 */
export function ownGradient(
  name: string,
  gradient: GradientRule,
  isKink = false,
): (value: GraphNode, ...others: GraphNode[]) => GraphNode {
  const op = firstInput(name, { gradient, batching: elementwise, isKink }, true);
  return (value, ...others) => value.graph.apply(op, [value, ...others]);
}

/**
 * `value` as a function of `inputs` with the gradients that `pullBack` gives, regardless of how `value` was computed.
 *
 * @param pullBack from the gradient with respect to the value to those with respect to each input, in its shape
 */
export function customGradient(
  value: GraphNode,
  inputs: readonly GraphNode[],
  pullBack: (dy: GraphNode) => readonly GraphNode[],
): GraphNode {
  const gradient: GradientRule = (_, dy) => {
    let found: readonly GraphNode[] | undefined;
    return [
      null,
      ...inputs.map(({ dtype }, k) => dtype === "float" ? () => (found ??= pullBack(dy))[k] : null),
    ];
  };
  const batching: BatchingRule = (node, [own, ...others], count, batched) =>
    customGradient(
      allSamples(own, count),
      others.map(({ single, all }) => all ?? single),
      (dy) => {
        const ofSample = node.graph.input("cotangent", node.shape);
        const all = batched(pullBack(ofSample), new Map([[ofSample, dy]]));
        // An input shared by all samples gets the sum of their gradients.
        return all.map((found, k) => others[k].all ? found : sum(found, 0));
      },
    );
  const op = firstInput("customGradient", { gradient, batching, isKink: false }, false);
  return value.graph.apply(op, [value, ...inputs]);
}
