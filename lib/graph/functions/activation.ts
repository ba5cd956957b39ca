/** Activation functions that TF.js does not have. */
import * as tf from "@tensorflow/tfjs";

/**
 * x·Φ(x) of each element, Φ the normal distribution function (Hendrycks and Gimpel, 2016), not its approximation by
 * tanh; in traced code or outside.
 */
export function gelu(x: tf.Tensor): tf.Tensor {
  return tf.mul(tf.mul(0.5, x), tf.add(1, tf.erf(tf.div(x, tf.sqrt(2)))));
}

/** x/(1+e^−x) of each element, also called swish; in traced code or outside. */
export function silu(x: tf.Tensor): tf.Tensor {
  return tf.mul(x, tf.sigmoid(x));
}
