import * as tf from "@tensorflow/tfjs-core";

/** Traced: ‖x − x̂‖²/d of each row, `[rows]`. */
export function rowErrors(rebuilt: tf.Tensor, rows: tf.Tensor): tf.Tensor {
  return tf.mean(tf.squaredDifference(rebuilt, rows), 1);
}
