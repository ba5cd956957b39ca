/** Reverse-mode rule of each op: the gradients of its inputs, as graph nodes, so that they can be differentiated again. */
import type { GraphNode } from "./graph.ts";
import { broadcastTo } from "./ops/broadcast.ts";
import { div, mul, pow, sub } from "./ops/elementwise_binary.ts";
import { cos, log, neg, sign, sin } from "./ops/elementwise_unary.ts";
import { gatherRows, scatterAddRows } from "./ops/gather.ts";
import { pad, reshape, slice, transpose } from "./ops/layout.ts";
import { matMul } from "./ops/matmul.ts";
import { sum, sumTo } from "./ops/reduce.ts";
import { cast, equal, greater, logicalAnd, where } from "./ops/select.ts";
import type { Shape } from "./shape.ts";
import { uniformValue } from "./uniform.ts";

/**
 * Gradients of a scalar with respect to each input of `node`, given the gradient `dy` with respect to its result.
 *
 * An input that no derivative passes to has `null`. The functions are called only for those that are needed.
 */
export type GradientRule = (node: GraphNode, dy: GraphNode) => ((() => GraphNode) | null)[];

const zero = (like: GraphNode) => like.graph.scalar(0);
const one = (like: GraphNode) => like.graph.scalar(1);

/** Rule of an elementwise op of one input, from its derivative. */
function elementwise(derivative: (x: GraphNode, y: GraphNode) => GraphNode): GradientRule {
  return (y, dy) => [() => mul(dy, derivative(y.inputs[0], y))];
}

/** Rule of a broadcasting op of two inputs. */
function broadcasting(
  rule: (dy: GraphNode, a: GraphNode, b: GraphNode, y: GraphNode) => [() => GraphNode, () => GraphNode],
): GradientRule {
  return (y, dy) => {
    const [a, b] = y.inputs;
    const [da, db] = rule(dy, a, b, y);
    return [() => sumTo(da(), a.shape), () => sumTo(db(), b.shape)];
  };
}

/** `dy` where the first input was taken, half of it where both are equal. */
function chosen(dy: GraphNode, larger: GraphNode, smaller: GraphNode): GraphNode {
  const share = where(equal(larger, smaller), dy.graph.scalar(0.5), zero(dy));
  return mul(dy, where(greater(larger, smaller), one(dy), share));
}

/** b·a^(b−1), which is 0 for b = 0, also at a = 0, where a^(b−1) is infinite. */
function powerSlope(a: GraphNode, b: GraphNode): GraphNode {
  if (uniformValue(b) === 0) return zero(a);
  const lower = sub(b, one(b));
  if (uniformValue(b) !== undefined) return mul(b, pow(a, lower));
  const atZero = logicalAnd(equal(a, zero(a)), equal(b, zero(b)));
  return mul(b, pow(a, where(atZero, zero(b), lower)));
}

/** Shape of a reduced tensor with its axes kept as 1. */
function kept(shape: Shape, axes: Shape): number[] {
  return shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
}

/** Axes along which a batched product repeats an operand are summed in its gradient. */
function matMulRule(y: GraphNode, dy: GraphNode): (() => GraphNode)[] {
  const [a, b] = y.inputs, { transposeA, transposeB } = y.attributes as Record<string, boolean>;
  const left = () => {
    if (transposeA) return matMul(b, dy, transposeB, true);
    return matMul(dy, b, false, !transposeB);
  };
  const right = () => {
    if (transposeB) return matMul(dy, a, true, transposeA);
    return matMul(a, dy, !transposeA, false);
  };
  return [() => sumTo(left(), a.shape), () => sumTo(right(), b.shape)];
}

/** Rules by the op's name; an op without one (comparisons, argMax, …) has no derivative anywhere. */
export const GRADIENT_RULES: ReadonlyMap<string, GradientRule> = new Map<string, GradientRule>(
  Object.entries(
    {
      neg: (_, dy) => [() => neg(dy)],
      exp: elementwise((_, y) => y),
      log: (y, dy) => [() => div(dy, y.inputs[0])],
      sqrt: (y, dy) => [() => div(mul(dy, y.graph.scalar(0.5)), y)],
      sin: elementwise((x) => cos(x)),
      cos: elementwise((x) => neg(sin(x))),
      tanh: elementwise((_, y) => sub(one(y), mul(y, y))),
      sigmoid: elementwise((_, y) => mul(y, sub(one(y), y))),
      relu: (y, dy) => [() => where(greater(y.inputs[0], zero(y)), dy, zero(y))],
      abs: elementwise((x) => sign(x)),
      add: broadcasting((dy) => [() => dy, () => dy]),
      sub: broadcasting((dy) => [() => dy, () => neg(dy)]),
      mul: broadcasting((dy, a, b) => [() => mul(dy, b), () => mul(dy, a)]),
      div: broadcasting((dy, _a, b, y) => [() => div(dy, b), () => neg(div(mul(dy, y), b))]),
      pow: broadcasting((dy, a, b, y) => [
        () => mul(dy, powerSlope(a, b)),
        // x^0 is 1 for every x, so the base 0 contributes nothing instead of log 0.
        () =>
          mul(dy, where(greater(a, zero(a)), mul(y, log(where(greater(a, zero(a)), a, one(a)))), zero(a))),
      ]),
      maximum: broadcasting((dy, a, b) => [() => chosen(dy, a, b), () => chosen(dy, b, a)]),
      minimum: broadcasting((dy, a, b) => [() => chosen(dy, b, a), () => chosen(dy, a, b)]),
      broadcastTo: (y, dy) => [() => sumTo(dy, y.inputs[0].shape)],
      reshape: (y, dy) => [() => reshape(dy, y.inputs[0].shape)],
      transpose: (y, dy) => [() => {
        const permutation = y.attributes.permutation as readonly number[];
        return transpose(dy, permutation.map((_, axis) => permutation.indexOf(axis)));
      }],
      slice: (y, dy) => [() => {
        const before = y.attributes.begin as Shape;
        return pad(
          dy,
          before,
          y.inputs[0].shape.map((length, axis) => length - before[axis] - y.shape[axis]),
        );
      }],
      pad: (y, dy) => [() => slice(dy, y.attributes.before as Shape, y.inputs[0].shape)],
      concat: (y, dy) => {
        const axis = y.attributes.axis as number;
        let at = 0;
        return y.inputs.map((input) => {
          const begin = y.shape.map((_, i) => (i === axis ? at : 0));
          at += input.shape[axis];
          return () => slice(dy, begin, input.shape);
        });
      },
      sum: (y, dy) => [() => {
        const [x] = y.inputs;
        return broadcastTo(reshape(dy, kept(x.shape, y.attributes.axes as Shape)), x.shape);
      }],
      max: (y, dy) => [() => {
        // Equal maxima share the gradient.
        const [x] = y.inputs, axes = y.attributes.axes as Shape, shape = kept(x.shape, axes);
        const isMaximum = cast(equal(x, reshape(y, shape)), "float");
        return mul(div(reshape(dy, shape), reshape(sum(isMaximum, axes), shape)), isMaximum);
      }],
      matMul: matMulRule,
      where: (y, dy) => {
        const [condition, a, b] = y.inputs;
        return [
          null,
          () => sumTo(where(condition, dy, zero(dy)), a.shape),
          () => sumTo(where(condition, zero(dy), dy), b.shape),
        ];
      },
      gatherRows: (y, dy) => [() => scatterAddRows(dy, y.inputs[1], y.inputs[0].shape[0]), null],
      scatterAddRows: (y, dy) => [() => gatherRows(dy, y.inputs[1]), null],
    } satisfies Record<string, GradientRule>,
  ),
);

/** Ops through which no derivative passes, each by intent. */
export const WITHOUT_GRADIENT: ReadonlySet<string> = new Set([
  "stopGradient",
  "sign",
  "greater",
  "greaterEqual",
  "equal",
  "logicalAnd",
  "logicalOr",
  "logicalNot",
  "cast",
  "argMax",
]);
