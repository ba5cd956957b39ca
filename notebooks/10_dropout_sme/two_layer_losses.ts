/** Losses of a two-layer network of several outputs, traced: squared errors with 1/(2n), under a mask or without. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../lib/graph/mod.ts";
import type { Model } from "../../lib/nn/mod.ts";
import type { LabelledRows } from "./labelled_rows.ts";

/** R_S (or R^drop under a mask), R_1 and the outputs. */
export interface TwoLayerLosses {
  loss: tf.Tensor;
  regularizer: tf.Tensor;
  output: tf.Tensor;
}

/**
 * R_S = (1/2n) Σ ‖f(x_i) − y_i‖² with one-hot y, and R_1 = (1 − p)/(2np) Σ_{i,r} σ_{r,i}² ‖a_r‖².
 *
 * @param model multilayerPerceptron with one hidden layer
 * @param mask z, one entry per hidden unit; without dropout by default
 */
export function twoLayerLosses(
  model: Model,
  tensors: readonly tf.Tensor[],
  data: LabelledRows,
  keep: number,
  mask?: tf.Tensor,
): TwoLayerLosses {
  const targets = tf.oneHot(tf.tensor1d(data.labels, "int32"), data.classes), n = data.rows;
  let hidden!: tf.Tensor;
  const output = model.apply(tensors, constant(data.x, [n, data.features]), {
    hidden1: (value) => {
      hidden = value;
      return mask ? tf.mul(value, mask) : value;
    },
  });
  const loss = tf.mul(tf.sum(tf.squaredDifference(output, targets)), constant(1 / (2 * n)));
  const outgoing = tf.sum(tf.square(tensors[2]), 1), active = tf.sum(tf.square(hidden), 0);
  const regularizer = tf.mul(tf.sum(tf.mul(outgoing, active)), constant((1 - keep) / (2 * n * keep)));
  return { loss, regularizer, output };
}

/** Fraction of rows whose largest output is at their label. */
export function rightShare(output: tf.Tensor, { labels }: LabelledRows): tf.Tensor {
  return tf.mean(tf.cast(tf.equal(tf.argMax(output, -1), tf.tensor1d(labels, "int32")), "float32"));
}
