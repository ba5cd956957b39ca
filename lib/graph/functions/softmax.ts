/** Logarithms of sums of exponentials, for traced functions. */
import type * as tf from "@tensorflow/tfjs";
import { withUserLine } from "../errors.ts";
import { add, sub } from "../ops/elementwise_binary.ts";
import { abs, exp, log, stopGradient } from "../ops/elementwise_unary.ts";
import { reshape } from "../ops/layout.ts";
import { max, sum } from "../ops/reduce.ts";
import { less, where } from "../ops/select.ts";
import { logSoftmax as logSoftmaxNode } from "../ops/softmax.ts";
import { normalizeAxes } from "../shape.ts";
import { currentGraph, nodeOf, tensorOf } from "../trace_backend.ts";

/**
 * x − log Σ e^x along one axis, in one op, which `tf.logSoftmax` takes seven for and differentiates through a maximum.
 *
 * @param x any shape but a scalar
 * @param axis the last one by default
 * @throws RangeError for an axis that `x` does not have
 * @throws TraceError outside a traced function
 */
export function logSoftmax(x: tf.Tensor, axis = -1): tf.Tensor {
  currentGraph("logSoftmax");
  return tensorOf(withUserLine(() => logSoftmaxNode(nodeOf(x), axis)));
}

/**
 * log Σ e^x over axes (all by default), which neither overflows nor underflows, and is −∞ for all −∞.
 *
 * @throws RangeError for an axis that `x` does not have
 * @throws TraceError outside a traced function
 */
export function logSumExp(x: tf.Tensor, axes?: number | readonly number[], keepDims = false): tf.Tensor {
  currentGraph("logSumExp");
  return tensorOf(withUserLine(() => {
    const node = nodeOf(x), { graph, shape } = node, list = normalizeAxes(axes, shape.length);
    const kept = shape.map((length, axis) => (list.includes(axis) ? 1 : length));
    const largest = stopGradient(max(node, list)), zero = graph.scalar(0);
    // Infinite elements are not subtracted from themselves.
    const shift = where(less(abs(largest), graph.scalar(Infinity)), largest, zero);
    const result = add(log(sum(exp(sub(node, reshape(shift, kept))), list)), shift);
    return keepDims ? reshape(result, kept) : result;
  }));
}
