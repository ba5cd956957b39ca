/** The derivation by hand that the engine's nested derivatives are compared with: u, u' and u'' carried forward. */
import * as tf from "@tensorflow/tfjs-core";

/** Values, first and second derivatives of a layer's output, `[points, units]` each. */
interface Carried {
  h: tf.Tensor;
  h1: tf.Tensor;
  h2: tf.Tensor;
}

/**
 * u'' of a tanh network of one input, for parameters weight1, bias1, weight2, …: with z = hW + b, z' = h'W, z'' = h''W,
 * h = tanh z, h' = (1 − h²) z', h'' = (1 − h²) z'' − 2h(1 − h²) z'².
 */
export function secondDerivativeByHand(parameters: readonly tf.Tensor[], x: tf.Tensor): Carried {
  let carried: Carried = { h: x, h1: tf.onesLike(x), h2: tf.zerosLike(x) };
  for (let k = 0; k < parameters.length; k += 2) {
    const [W, b] = parameters.slice(k);
    const z = tf.add(tf.matMul(carried.h, W), b),
      z1 = tf.matMul(carried.h1, W),
      z2 = tf.matMul(carried.h2, W);
    if (k + 2 === parameters.length) return { h: z, h1: z1, h2: z2 };
    const h = tf.tanh(z), slope = tf.sub(1, tf.square(h));
    carried = {
      h,
      h1: tf.mul(slope, z1),
      h2: tf.sub(tf.mul(slope, z2), tf.mul(tf.mul(2, h), tf.mul(slope, tf.square(z1)))),
    };
  }
  return carried;
}
