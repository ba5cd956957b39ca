/** Layer normalisation (Ba, Kiros and Hinton, 2016). */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { requireInteger } from "../checks.ts";
import { requireShape } from "./checks.ts";
import { InnerTensors } from "./hooks.ts";
import type { Model } from "./model.ts";
import { type ParameterSpec, tensorsByName } from "./parameter.ts";

/** Settings of {@linkcode layerNorm}. */
export interface LayerNormOptions {
  /** Length of the last axis. */
  width: number;
  /** Added to the variance; 1e-5 by default, as in PyTorch. */
  epsilon?: number;
}

/**
 * (x − mean)/√(variance + ε) · gain + shift along the last axis, with the population variance: `[…, width]` to the
 * same.
 *
 * Parameters are `gain [width]`, which starts at 1, and `shift [width]`, which starts at 0. The inner tensor
 * `normalized` is the result before gain and shift.
 *
 * @throws {RangeError} for a width that is not a positive integer or an ε that is not positive
 */
export function layerNorm({ width, epsilon = 1e-5 }: LayerNormOptions): Model {
  const owner = "layer norm";
  requireInteger(owner, "width", width);
  if (!(epsilon > 0 && Number.isFinite(epsilon))) {
    throw new RangeError(`layer norm: epsilon must be positive and finite, got ${epsilon}`);
  }
  const parameters: ParameterSpec[] = [
    { name: "gain", shape: [width], fanIn: 1, fanOut: 1, start: 1 },
    { name: "shift", shape: [width], fanIn: 1, fanOut: 1, start: 0 },
  ];
  return {
    parameters,
    apply(tensors, x, hooks) {
      const { gain, shift } = tensorsByName(owner, tensors, parameters),
        inner = new InnerTensors(owner, hooks);
      requireShape(owner, x, ["…", width]);
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.square(centred), -1, true);
      // One factor per row, since its derivative needs fewer passes than that of a quotient.
      const normalized = inner.pass(
        "normalized",
        tf.mul(centred, tf.rsqrt(tf.add(variance, constant(epsilon)))),
      );
      inner.finish();
      return tf.add(tf.mul(normalized, gain), shift);
    },
  };
}
