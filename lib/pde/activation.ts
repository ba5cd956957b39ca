/** Activations of networks that solve equations: they need as many derivatives as the equation. */
import * as tf from "@tensorflow/tfjs-core";
import { type Activation, activation, type ActivationName } from "../nn/mod.ts";

/** Activations by name: those of `nn`, and ReLU³. */
export type SmoothActivationName = ActivationName | "cubic";

/** Highest derivative that is not zero almost everywhere, for those that have one. */
const DERIVATIVES: Partial<Record<SmoothActivationName, number>> = {
  relu: 1,
  relu6: 1,
  leakyRelu: 1,
  identity: 1,
  cubic: 3,
};

/**
 * The activation of a network whose derivatives up to `order` are to be trained.
 *
 * @param order order of the highest derivative in the loss
 * @throws {RangeError} for an unknown name, or an activation whose derivative of this order is zero almost everywhere
 */
export function smoothActivation(name: SmoothActivationName, order: number): Activation {
  const found: Activation = name === "cubic" ? (x) => tf.mul(tf.square(x), tf.relu(x)) : activation(name);
  const most = DERIVATIVES[name] ?? Infinity;
  if (order > most) {
    const primes = order === 2 ? "u''" : `the derivative of order ${order} of u`;
    throw new RangeError(
      `smoothActivation: "${name}" cannot be used with a residual of order ${order}; it is piecewise a polynomial of ` +
        `degree ${most}, so ${primes} is 0 almost everywhere whatever the parameters, and the loss has no gradient ` +
        `through it; allowed are smooth ones such as tanh, sin or softplus${
          order <= 3 ? ', or "cubic" (ReLU³)' : ""
        }`,
    );
  }
  return found;
}
