/** Multi-head attention (Vaswani et al., 2017). */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { affine } from "./affine.ts";
import { requireInteger, requireOneOf } from "../checks.ts";
import { requireShape } from "./checks.ts";
import { InnerTensors } from "./hooks.ts";
import type { Model } from "./model.ts";
import { type ParameterSpec, tensorsByName } from "./parameter.ts";

/** Settings of {@linkcode multiHeadAttention}. */
export interface AttentionOptions {
  /** Length d of each position's vector. */
  width: number;
  /** Number of heads; 1 by default. */
  heads?: number;
  /** Length d_k of a head's queries and keys; width / heads by default. */
  keyWidth?: number;
  /** Length d_v of a head's values; `keyWidth` by default. */
  valueWidth?: number;
  /** Which positions a query sees: itself and earlier ones ("causal", the default) or all ("none"). */
  mask?: "causal" | "none";
  /** Whether the heads' values are multiplied by W^O (default); without it they must have the width of the input. */
  project?: boolean;
  /** Whether queries, keys, values and the projection have biases; false by default. */
  biases?: boolean;
  /** Positions with a query: all (default), or only the last, which is then the only one in the result. */
  queries?: "all" | "last";
}

/** Score of a masked pair; its softmax is exactly 0. */
const MASKED = -1e30;

/**
 * softmax(Q Kᵀ/√d_k + mask) V W^O with Q = x W^Q, K = x W^K, V = x W^V in each head: `[batch, positions, width]` to the
 * same, or to `[batch, 1, width]` if only the last position has a query.
 *
 * Parameters are `query`, `key` `[width, heads·d_k]`, `value [width, heads·d_v]` and `output [heads·d_v, width]`, with
 * biases `query_bias`, … if requested. Inner tensors are `query`, `key`, `value`, `mixed` `[batch, heads, positions,
 * d_k or d_v]`, `scores` (before the mask) and `attention` `[batch, heads, queries, positions]`.
 *
 * @throws {RangeError} for lengths that are not positive integers, a width that the heads do not divide, or heads
 *   without projection whose values do not have the width of the input
 */
export function multiHeadAttention(options: AttentionOptions): Model {
  const owner = "attention";
  const { width, heads = 1, mask = "causal", project = true, biases = false, queries = "all" } = options;
  requireInteger(owner, "width", width);
  requireInteger(owner, "heads", heads);
  requireOneOf(owner, "mask", mask, ["causal", "none"]);
  requireOneOf(owner, "queries", queries, ["all", "last"]);
  if (options.keyWidth === undefined && width % heads !== 0) {
    throw new RangeError(`attention: ${heads} heads do not divide the width ${width}; give keyWidth`);
  }
  const keyWidth = requireInteger(owner, "keyWidth", options.keyWidth ?? width / heads);
  const valueWidth = requireInteger(owner, "valueWidth", options.valueWidth ?? keyWidth);
  if (!project && heads * valueWidth !== width) {
    throw new RangeError(
      `attention: without projection ${heads} heads of ${valueWidth} values must make the width ${width}`,
    );
  }
  const parameters = [
    ...projection("query", width, heads * keyWidth, biases),
    ...projection("key", width, heads * keyWidth, biases),
    ...projection("value", width, heads * valueWidth, biases),
    ...(project ? projection("output", heads * valueWidth, width, biases) : []),
  ];
  return {
    parameters,
    apply(tensors, x, hooks) {
      requireShape(owner, x, ["batch", "positions", width]);
      const weights = tensorsByName(owner, tensors, parameters), inner = new InnerTensors(owner, hooks);
      const projected = (name: string, from: tf.Tensor) =>
        affine(from, weights[name], biases ? weights[`${name}_bias`] : undefined);
      const [batch, positions] = x.shape as number[];
      const asking = queries === "last" ? lastPosition(x) : x;

      const q = inner.pass("query", splitHeads(projected("query", asking), heads));
      const k = inner.pass("key", splitHeads(projected("key", x), heads));
      const v = inner.pass("value", splitHeads(projected("value", x), heads));
      const scale = constant(1 / Math.sqrt(keyWidth));
      const scores = inner.pass("scores", tf.mul(tf.matMul(q, k, false, true), scale));
      const masked = mask === "causal" && queries === "all" ? tf.add(scores, causalMask(positions)) : scores;
      const attention = inner.pass("attention", tf.softmax(masked));
      const mixed = inner.pass("mixed", tf.matMul(attention, v));
      inner.finish();
      const joined = joinHeads(mixed, [batch, asking.shape[1]!, heads * valueWidth]);
      return project ? projected("output", joined) : joined;
    },
  };
}

function projection(name: string, fanIn: number, fanOut: number, biases: boolean): ParameterSpec[] {
  const weight = { name, shape: [fanIn, fanOut], fanIn, fanOut };
  return biases ? [weight, { name: `${name}_bias`, shape: [fanOut], fanIn, fanOut }] : [weight];
}

/** The last position of `[batch, positions, width]`, as `[batch, 1, width]`. */
export function lastPosition(x: tf.Tensor): tf.Tensor {
  return tf.slice(x, [0, x.shape[1]! - 1, 0], [-1, 1, -1]);
}

/** 0 where a query sees a position, otherwise a number whose exponential is 0: `[positions, positions]`. */
function causalMask(positions: number): tf.Tensor {
  const entries = Float64Array.from(
    { length: positions * positions },
    (_, i) => (i % positions <= Math.floor(i / positions) ? 0 : MASKED),
  );
  return constant(entries, [positions, positions]);
}

/** `[batch, positions, heads·d]` to `[batch, heads, positions, d]`; for one head nothing moves. */
function splitHeads(x: tf.Tensor, heads: number): tf.Tensor {
  const [batch, positions, joined] = x.shape as [number, number, number];
  if (heads === 1) return tf.reshape(x, [batch, 1, positions, joined]);
  return tf.transpose(tf.reshape(x, [batch, positions, heads, joined / heads]), [0, 2, 1, 3]);
}

function joinHeads(x: tf.Tensor, shape: number[]): tf.Tensor {
  return tf.reshape(x.shape[1] === 1 ? x : tf.transpose(x, [0, 2, 1, 3]), shape);
}
