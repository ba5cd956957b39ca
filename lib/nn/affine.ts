/** The affine map that most layers consist of. */
import * as tf from "@tensorflow/tfjs-core";

/**
 * x W + b along the last axis: `[…, in]` to `[…, out]`.
 *
 * The leading axes are joined for the product, so the gradient of W is one matrix product and not a sum over a batch of
 * products.
 */
export function affine(x: tf.Tensor, weight: tf.Tensor, bias?: tf.Tensor): tf.Tensor {
  const [inputs, outputs] = weight.shape;
  const rows = tf.reshape(x, [x.size / inputs, inputs]);
  const product = tf.matMul(rows, weight);
  return tf.reshape(bias ? tf.add(product, bias) : product, [...x.shape.slice(0, -1), outputs]);
}
