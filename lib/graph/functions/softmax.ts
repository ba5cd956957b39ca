/** Logarithms of sums of exponentials, and the loss based on them, for traced functions. */
import type * as tf from "@tensorflow/tfjs-core";
import { withUserLine } from "../errors.ts";
import { broadcastTo } from "../ops/broadcast.ts";
import { add, sub } from "../ops/elementwise_binary.ts";
import { abs, exp, log, neg, stopGradient } from "../ops/elementwise_unary.ts";
import { gatherRows, rowsInBlocks } from "../ops/gather.ts";
import { reshape } from "../ops/layout.ts";
import { maxOfNumbers, sum } from "../ops/reduce.ts";
import { less, where } from "../ops/select.ts";
import { logSoftmax as logSoftmaxNode } from "../ops/softmax.ts";
import { keptShape, normalizeAxes, sameShape, sizeOf } from "../shape.ts";
import { currentGraph, nodeOf, tensorOf } from "../trace_backend.ts";

/**
 * x − log Σ e^x along one axis, in one op; `tf.logSoftmax` needs seven and differentiates through a maximum.
 *
 * @param x any shape except a scalar
 * @param axis the last one by default
 * @throws {RangeError} for an axis that `x` does not have
 * @throws {TraceError} outside a traced function
 */
export function logSoftmax(x: tf.Tensor, axis = -1): tf.Tensor {
  currentGraph("logSoftmax");
  return tensorOf(withUserLine(() => logSoftmaxNode(nodeOf(x), axis)));
}

/**
 * log Σ e^x over axes (all by default), without overflow or underflow; it is −∞ if all elements are −∞.
 *
 * ```ts
 * import { interpret, logSumExp, trace } from "@paper-notebooks/lib/graph";
 *
 * const program = trace(({ x }) => ({ y: logSumExp(x) }), { x: [2] }, { precision: "float64" });
 * const { y } = interpret(program, { x: Float64Array.of(1000, 1000) });
 * if (Math.abs(y[0] - 1000 - Math.LN2) > 1e-9) throw new Error();
 * ```
 *
 * @throws {RangeError} for an axis that `x` does not have
 * @throws {TraceError} outside a traced function
 */
export function logSumExp(x: tf.Tensor, axes?: number | readonly number[], keepDims = false): tf.Tensor {
  currentGraph("logSumExp");
  return tensorOf(withUserLine(() => {
    const node = nodeOf(x), { graph, shape } = node, list = normalizeAxes(axes, shape.length);
    const kept = keptShape(shape, list);
    const zero = graph.scalar(0), isEmpty = list.some((axis) => shape[axis] === 0);
    // Without elements it is the logarithm of 0; NaN passes through the exponentials.
    const rest = shape.filter((_, axis) => !list.includes(axis));
    const largest = isEmpty ? broadcastTo(zero, rest) : stopGradient(maxOfNumbers(node, list));
    // Infinite elements are not subtracted from themselves.
    const shift = where(less(abs(largest), graph.scalar(Infinity)), largest, zero);
    const result = add(log(sum(exp(sub(node, reshape(shift, kept))), list)), shift);
    return keepDims ? reshape(result, kept) : result;
  }));
}

/**
 * −log softmax(logits)[label] for each row, from integer labels, without a one-hot matrix.
 *
 * @param logits `[…, classes]`
 * @param labels class numbers, int32 `[…]`
 * @returns one number per row, `[…]`; a label outside 0 … classes − 1 is an error of the engine when the program runs
 * @throws {RangeError} if the number of labels differs from the number of rows
 * @throws {TypeError} for labels that are not int32
 * @throws {TraceError} outside a traced function
 */
export function softmaxCrossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  const graph = currentGraph("softmaxCrossEntropy");
  return tensorOf(withUserLine(() => {
    const scores = nodeOf(logits), chosen = nodeOf(labels);
    const rows = scores.shape.slice(0, -1), classes = scores.shape[scores.shape.length - 1];
    if (scores.shape.length === 0 || !sameShape(rows, chosen.shape)) {
      throw new RangeError(
        `softmaxCrossEntropy: labels [${chosen.shape}] do not fit logits [${scores.shape}], one per row`,
      );
    }
    if (chosen.dtype !== "int32") {
      throw new TypeError(`softmaxCrossEntropy: labels must be int32, found ${chosen.dtype}`);
    }
    // All elements one after another, and where each row begins.
    const flat = reshape(logSoftmaxNode(scores), [scores.size]);
    const starts = Int32Array.from({ length: sizeOf(rows) }, (_, row) => row * classes);
    const places = rowsInBlocks(chosen, graph.constant(starts, rows, "int32"), classes);
    return neg(gatherRows(flat, places));
  }));
}
