/** Activation functions by name, so settings and results can contain them. */
import * as tf from "@tensorflow/tfjs-core";
import { gelu, silu } from "../graph/mod.ts";

/** An elementwise function of a tensor. */
export type Activation = (x: tf.Tensor) => tf.Tensor;

/** Names that {@linkcode activation} knows. */
export type ActivationName =
  | "elu"
  | "gelu"
  | "identity"
  | "leakyRelu"
  | "relu"
  | "relu6"
  | "selu"
  | "sigmoid"
  | "silu"
  | "sin"
  | "softplus"
  | "tanh";

const ACTIVATIONS: Readonly<Record<ActivationName, Activation>> = {
  elu: (x) => tf.elu(x),
  gelu,
  identity: (x) => x,
  // PyTorch's slope, since TF.js's default 0.2 is unusual.
  leakyRelu: (x) => tf.leakyRelu(x, 0.01),
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  selu: (x) => tf.selu(x),
  sigmoid: (x) => tf.sigmoid(x),
  silu,
  sin: (x) => tf.sin(x),
  softplus: (x) => tf.softplus(x),
  tanh: (x) => tf.tanh(x),
};

/**
 * The activation function with a name.
 *
 * @throws {RangeError} for an unknown name
 */
export function activation(name: ActivationName): Activation {
  if (!Object.hasOwn(ACTIVATIONS, name)) {
    throw new RangeError(`activation: "${name}" is unknown, allowed ${Object.keys(ACTIVATIONS).join(", ")}`);
  }
  return ACTIVATIONS[name];
}

/**
 * The activation function that a model's settings give by name or as a TF.js function.
 *
 * @throws {RangeError} for an unknown name
 */
export function activationOf(given: ActivationName | Activation): Activation {
  return typeof given === "string" ? activation(given) : given;
}
