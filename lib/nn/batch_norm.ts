/** Batch normalisation (Ioffe and Szegedy, 2015). */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { requireInteger, requirePositive } from "../checks.ts";
import { requireShape } from "./checks.ts";
import { InnerTensors } from "./hooks.ts";
import type { Model } from "./model.ts";
import { type ParameterSpec, tensorsByName } from "./parameter.ts";

/** Settings of {@linkcode batchNorm}. */
export interface BatchNormOptions {
  /** Length of the last axis. */
  channels: number;
  /** Added to the variance; 1e-5 by default, as in PyTorch. */
  epsilon?: number;
}

/**
 * (x − mean)/√(variance + ε) · gain + shift in each channel, over all axes except the last: `[…, channels]` to the
 * same.
 *
 * Parameters are `gain [channels]`, which starts at 1, and `shift [channels]`, which starts at 0. The statistics are
 * those of the batch (population variance) and are the inner tensors `mean` and `variance` `[channels]`. For
 * evaluation, fix them by hooks: record them on a calibration set with `recordInner`, and apply them to other batches
 * with `patch` or `repeatInner`. There are no running averages, since a model has no state.
 *
 * @throws {RangeError} for a number of channels that is not a positive integer or an ε that is not positive
 */
export function batchNorm({ channels, epsilon = 1e-5 }: BatchNormOptions): Model {
  const owner = "batch norm";
  requireInteger(owner, "channels", channels);
  requirePositive(owner, "epsilon", epsilon);
  const parameters: ParameterSpec[] = [
    { name: "gain", shape: [channels], fanIn: 1, fanOut: 1, start: 1 },
    { name: "shift", shape: [channels], fanIn: 1, fanOut: 1, start: 0 },
  ];
  return {
    parameters,
    apply(tensors, x, hooks) {
      const { gain, shift } = tensorsByName(owner, tensors, parameters),
        inner = new InnerTensors(owner, hooks);
      requireShape(owner, x, ["…", channels]);
      // With channels as columns, both statistics are sums over the rows of a matrix.
      const rows = tf.reshape(x, [x.size / channels, channels]);
      const mean = inner.pass("mean", tf.mean(rows, 0)), centred = tf.sub(rows, mean);
      const variance = inner.pass("variance", tf.mean(tf.square(tf.sub(rows, tf.mean(rows, 0))), 0));
      inner.finish();
      const scale = tf.div(gain, tf.sqrt(tf.add(variance, constant(epsilon))));
      return tf.reshape(tf.add(tf.mul(centred, scale), shift), [...x.shape]);
    },
  };
}
