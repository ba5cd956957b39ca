/** Gradient descent, plain and with momentum. */
import * as tf from "@tensorflow/tfjs";
import { constant } from "../graph/mod.ts";
import {
  checkedDecay,
  describeRate,
  type LearningRate,
  learningRateAt,
  type Optimizer,
} from "./optimizer.ts";

/** Settings of {@linkcode sgd}. */
export interface SgdOptions {
  learningRate: LearningRate;
  /** Factor μ of the velocity v ← μv + g; 0 by default. */
  momentum?: number;
}

/**
 * Gradient descent θ ← θ − lr·v with v ← μv + g (PyTorch's form); v = g where μ = 0.
 *
 * @throws RangeError for a learning rate that is not positive or a momentum outside [0, 1)
 */
export function sgd(options: SgdOptions): Optimizer {
  const { learningRate } = options, momentum = checkedDecay("momentum", options.momentum ?? 0);
  learningRateAt(learningRate, 1);
  return {
    name: "sgd",
    settings: { learningRate: describeRate(learningRate), momentum },
    slots: momentum > 0 ? ["velocity"] : [],
    coefficients: ["rate"],
    coefficientsAt: (step) => [learningRateAt(learningRate, step)],
    update(parameters, gradient, slots, { rate }) {
      if (momentum === 0) return { parameters: tf.sub(parameters, tf.mul(rate, gradient)), slots: {} };
      const velocity = tf.add(tf.mul(constant(momentum), slots.velocity), gradient);
      return { parameters: tf.sub(parameters, tf.mul(rate, velocity)), slots: { velocity } };
    },
  };
}
