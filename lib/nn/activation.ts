/** Activation functions by name, so that settings and results can carry them. */
import * as tf from "@tensorflow/tfjs";

/** An elementwise function of a tensor. */
export type Activation = (x: tf.Tensor) => tf.Tensor;

/** Names that {@linkcode activation} knows. */
export type ActivationName = "identity" | "relu" | "sigmoid" | "sin" | "tanh";

const ACTIVATIONS: Readonly<Record<ActivationName, Activation>> = {
  identity: (x) => x,
  relu: (x) => tf.relu(x),
  sigmoid: (x) => tf.sigmoid(x),
  sin: (x) => tf.sin(x),
  tanh: (x) => tf.tanh(x),
};

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
