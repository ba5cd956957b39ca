/** Applies a function of one sample to all samples at once. */
import * as tf from "@tensorflow/tfjs-core";
import { batchNodes } from "./batch_nodes.ts";
import { TraceError, userLine, withUserLine } from "./errors.ts";
import { isList, type Like, nodesOf, type OneOrMany, tensorsLike } from "./one_or_many.ts";
import { currentGraph, tensorOf } from "./trace_backend.ts";

/**
 * Apply a function of one sample to every row of its inputs, as one batched computation.
 *
 * All samples share what the function uses besides its arguments. Its body may contain derivatives, and the result may
 * be differentiated. Ops without a batched form are computed row by row, which is correct but slow. Memory grows with
 * the number of rows; to bound it, write a program for a block of rows and run it block by block.
 *
 * @param fn traced once, on tensors without the leading axis; returns one tensor or a list
 * @param inputs tensors `[samples, ...]` with the same number of rows
 * @returns what `fn` returns, each with a leading axis of samples
 * @throws {RangeError} if the inputs have no rows or different numbers of rows
 * @throws {TraceError} outside a traced function, or where `fn` returns no tensors
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { grad, interpret, trace, vmap } from "../../lib/graph/mod.ts";
 *
 * const program = trace(({ x }) => ({
 *   slopes: vmap((row) => grad(tf.sum(tf.square(row)), row), [x]),
 * }), { x: [3, 2] });
 * const { slopes } = interpret(program, { x: Float64Array.of(1, 2, 3, 4, 5, 6) });
 * if (slopes[5] !== 12) throw new Error("2x at 6 is 12");
 * ```
 */
export function vmap<Y extends OneOrMany>(
  fn: (...sample: tf.Tensor[]) => Y,
  inputs: readonly tf.Tensor[],
): Like<Y> {
  const graph = currentGraph("vmap"), rows = nodesOf(inputs), count = rows[0]?.shape[0] ?? 0;
  if (count < 1 || rows.some(({ shape }) => shape[0] !== count)) {
    const shapes = rows.map(({ shape }) => `[${shape}]`).join(", ") || "none";
    throw new RangeError(
      `vmap: the inputs need one or more rows, each equally many, found ${shapes} (at ${userLine()})`,
    );
  }
  const sample = rows.map(({ shape, dtype }) => graph.input("sample", shape.slice(1), dtype));
  const result = fn(...sample.map(tensorOf));
  const list: readonly unknown[] = isList(result) ? result : [result];
  if (!list.every((y) => y instanceof tf.Tensor)) {
    throw new TraceError(`vmap: the function must return a tensor or a list of them (at ${userLine()})`);
  }
  const samples = new Map(sample.map((node, k) => [node, rows[k]]));
  return tensorsLike(result, withUserLine(() => batchNodes(nodesOf(result), samples, count)));
}
