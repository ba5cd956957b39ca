/** Activation functions by name, so that settings and results can carry them. */
import * as tf from "@tensorflow/tfjs";

/** An elementwise function of a tensor. */
export type Activation = (x: tf.Tensor) => tf.Tensor;

const ACTIVATIONS = {
  identity: (x: tf.Tensor) => x,
  relu: (x: tf.Tensor) => tf.relu(x),
  sigmoid: (x: tf.Tensor) => tf.sigmoid(x),
  sin: (x: tf.Tensor) => tf.sin(x),
  tanh: (x: tf.Tensor) => tf.tanh(x),
} satisfies Record<string, Activation>;

/** Names that {@linkcode activation} knows. */
export type ActivationName = keyof typeof ACTIVATIONS;

/**
 * The activation function of a name.
 *
 * @throws RangeError for an unknown name
 */
export function activation(name: ActivationName): Activation {
  if (!Object.hasOwn(ACTIVATIONS, name)) {
    throw new RangeError(`activation "${name}" is unknown, allowed ${Object.keys(ACTIVATIONS).join(", ")}`);
  }
  return ACTIVATIONS[name];
}
