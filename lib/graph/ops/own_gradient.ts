/** Nodes with the value of another node and a derivative of their own, while a function is traced. */
import type { GraphNode } from "../graph.ts";
import type { BatchingRule, GradientRule, Op, OwnRules } from "../op.ts";
import { aligned, allSamples } from "../rules/operand.ts";
import { sum } from "./reduce.ts";

/** An op that gives its first input, whatever engine computes it. */
function firstInput(name: string, own: OwnRules, shareable: boolean): Op {
  return {
    name,
    shareable,
    own,
    // Nobody differentiates any more.
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
 * The function that appends nodes with the value of its first argument and the derivative of `gradient`, which gives
 * contributions to all arguments; they are tensors that broadcast to the value.
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
 * `value` as a function of `inputs` whose gradients `pullBack` gives, whatever `value` was computed from.
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
        // What all samples share has the sum of their gradients.
        return all.map((found, k) => others[k].all ? found : sum(found, 0));
      },
    );
  const op = firstInput("customGradient", { gradient, batching, isKink: false }, false);
  return value.graph.apply(op, [value, ...inputs]);
}
