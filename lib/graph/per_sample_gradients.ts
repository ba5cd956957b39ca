/** The gradient of each sample's loss. */
import type * as tf from "@tensorflow/tfjs-core";
import type { DerivativeOptions } from "./derivative_options.ts";
import { grad } from "./derivatives.ts";
import { isList, type Like, type OneOrMany } from "./one_or_many.ts";
import { vmap } from "./vmap.ts";

/**
 * Gradients of each sample's loss with respect to parameters, in one batched computation; `[samples, ...x.shape]` for
 * each x.
 *
 * @param loss traced once, on one sample (tensors without the leading axis); returns a float scalar
 * @param x parameter or parameters to differentiate with respect to, shared by all samples
 * @param samples tensors `[samples, ...]` with the same number of rows: inputs, targets, masks, …
 * @throws {GradientError} if the loss of a sample is not a float scalar or, with `unconnected: "error"`, does not
 *   depend on an x
 * @throws {RangeError} if the samples have no rows or different numbers of rows
 * @throws {TraceError} outside a traced function
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { interpret, perSampleGradients, trace } from "../../lib/graph/mod.ts";
 *
 * const program = trace(({ w, x, y }) => ({
 *   g: perSampleGradients((x, y) => tf.square(tf.sub(tf.mul(w, x), y)), w, [x, y]),
 * }), { w: [], x: [2], y: [2] });
 * const { g } = interpret(program, { w: Float64Array.of(1), x: Float64Array.of(1, 3), y: Float64Array.of(0, 1) });
 * if (`${g}` !== "2,12") throw new Error("2(wx − y)x of each sample");
 * ```
 */
export function perSampleGradients<X extends OneOrMany>(
  loss: (...sample: tf.Tensor[]) => tf.Tensor,
  x: X,
  samples: readonly tf.Tensor[],
  options: DerivativeOptions = {},
): Like<X> {
  const parameters = isList(x) ? [...x] : [x as tf.Tensor];
  const found = vmap((...sample) => grad(loss(...sample), parameters, options), samples);
  return (isList(x) ? found : found[0]) as Like<X>;
}
