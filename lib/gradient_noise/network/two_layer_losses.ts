/** Squared errors of two-layer networks under dropout, and what dropout adds to them. */
import * as tf from "@tensorflow/tfjs-core";
import { classLabels, type Dataset } from "../../data/mod.ts";
import { constant } from "../../graph/mod.ts";
import { accuracy, type Model } from "../../nn/mod.ts";
import { checkedKeep } from "../mask.ts";

/** Losses of {@linkcode twoLayerLosses}, and the share of rows that are right. */
export interface TwoLayerLosses {
  /** R_S, or R^drop under a mask. */
  readonly loss: tf.Scalar;
  /** R_1. */
  readonly regularizer: tf.Scalar;
  readonly accuracy: tf.Scalar;
}

/**
 * Traced: R_S = (1/2n) Σ ‖f(x_i) − y_i‖² with one-hot y (R^drop under a mask), and
 * R_1 = (1 − p)/(2np) Σ_{i,r} σ_{r,i}² ‖a_r‖² (IRD, arXiv 2207.05952, lemma 1); and the share of rows that are right.
 *
 * @param model multilayerPerceptron with one hidden layer
 * @param tensors its parameters: weights and biases of both layers
 * @param keep p
 * @param mask z, one entry a hidden unit; without dropout where absent
 * @throws {RangeError} for a network with another number of layers, or a probability outside (0, 1]
 */
export function twoLayerLosses(
  model: Model,
  tensors: readonly tf.Tensor[],
  data: Dataset,
  keep: number,
  mask?: tf.Tensor,
): TwoLayerLosses {
  checkedKeep("twoLayerLosses", keep);
  if (tensors.length !== 4) {
    throw new RangeError(
      `twoLayerLosses: needs weights and biases of two layers, got ${tensors.length} tensors`,
    );
  }
  const labels = tf.tensor1d(classLabels(data), "int32"), n = data.rows;
  let hidden!: tf.Tensor;
  const output = model.apply(tensors, constant(data.x, [n, data.features]), {
    hidden1: (value) => {
      hidden = value;
      return mask ? tf.mul(value, mask) : value;
    },
  });
  const squares = tf.sum(tf.squaredDifference(output, tf.oneHot(labels, data.targets)));
  const outgoing = tf.sum(tf.square(tensors[2]), 1), active = tf.sum(tf.square(hidden), 0);
  return {
    loss: tf.mul(squares, constant(1 / (2 * n))) as tf.Scalar,
    regularizer: tf.mul(tf.sum(tf.mul(outgoing, active)), constant((1 - keep) / (2 * n * keep))) as tf.Scalar,
    accuracy: accuracy(output, labels) as tf.Scalar,
  };
}
