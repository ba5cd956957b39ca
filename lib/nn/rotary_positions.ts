/** Rotary positions (Su et al., RoFormer, 2021) for any decoder, through hooks on its queries and keys. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import type { Hook, Hooks } from "./hooks.ts";
import { joinHooks } from "./interventions.ts";
import type { Model } from "./model.ts";

/** Base of the angles' geometric sequence (RoFormer). */
const BASE = 10_000;

/**
 * A decoder whose queries and keys are rotated by angles that grow with the position, so attention depends on
 * distances; fix its own position vectors at 0 if only distances should count.
 *
 * Pairs of coordinates i and i + d_k/2 are rotated by position · 10000^{−2i/d_k}.
 *
 * @param model from `transformerDecoder`
 * @param positions positions of the sequence; a layer with a query only at the last position has only that one
 * @throws {RangeError} for queries of odd length, or fewer positions than a sequence has
 */
export function withRotaryPositions(model: Model, positions: number): Model {
  const layers = model.parameters.filter(({ name }) => /^layer\d+\.query$/.test(name)).length;
  return {
    parameters: model.parameters,
    apply(tensors, tokens, hooks = {}) {
      const count = tokens.shape[1]!;
      if (count > positions) {
        throw new RangeError(`rotary positions: got sequences of ${count} tokens, allowed 1…${positions}`);
      }
      const turn: Hook = (value) => rotated(value, count);
      const turns: Hooks = Object.fromEntries(
        Array.from(
          { length: layers },
          (_, k) => ["query", "key"].map((part) => [`layer${k + 1}.${part}`, turn]),
        )
          .flat(),
      );
      return model.apply(tensors, tokens, joinHooks(turns, hooks));
    },
  };
}

/** Rows of `[batch, heads, n, d_k]`, rotated as the last n of `count` positions. */
function rotated(value: tf.Tensor, count: number): tf.Tensor {
  const [batch, heads, rows, width] = value.shape as number[], half = width / 2;
  if (!Number.isInteger(half)) {
    throw new RangeError(`rotary positions: the length of the queries must be even, got ${width}`);
  }
  const angles = Float64Array.from(
    { length: rows * half },
    (_, i) => (count - rows + Math.floor(i / half)) * BASE ** (-(i % half) / half),
  );
  const shape = [1, 1, rows, half];
  const cos = constant(angles.map(Math.cos), shape), sin = constant(angles.map(Math.sin), shape);
  const first = tf.slice(value, [0, 0, 0, 0], [batch, heads, rows, half]);
  const second = tf.slice(value, [0, 0, 0, half], [batch, heads, rows, half]);
  return tf.concat([
    tf.sub(tf.mul(first, cos), tf.mul(second, sin)),
    tf.add(tf.mul(first, sin), tf.mul(second, cos)),
  ], 3);
}
