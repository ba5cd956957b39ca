/** Activation functions that TF.js does not have. */
import * as tf from "@tensorflow/tfjs-core";
import { onePlusErf } from "../ops/special.ts";
import { onePlusErfOf } from "../ops/tfjs_formulas.ts";
import { isTracing, nodeOf, tensorOf } from "../trace_backend.ts";

/**
 * x·Φ(x) of each element, where Φ is the normal distribution function (Hendrycks and Gimpel, 2016), not the tanh
 * approximation; in traced code or outside. It keeps its relative accuracy for negative x until it underflows.
 */
export function gelu(x: tf.Tensor): tf.Tensor {
  const scaled = tf.div(x, tf.sqrt(2));
  const twiceΦ = isTracing() ? tensorOf(onePlusErf(nodeOf(scaled))) : onePlusErfOf(tf, scaled);
  return tf.mul(tf.mul(0.5, x), twiceΦ);
}

/** x/(1+e^−x) of each element, also called swish; in traced code or outside. */
export function silu(x: tf.Tensor): tf.Tensor {
  return tf.mul(x, tf.sigmoid(x));
}
