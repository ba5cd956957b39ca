/** Gradient descent: plain, with momentum, or with Nesterov momentum. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { requireKnownSettings } from "../checks.ts";
import {
  checkedDecay,
  describeRate,
  type LearningRate,
  learningRateAt,
  type Optimizer,
  type Slots,
} from "./optimizer.ts";

/** Settings of {@linkcode sgd}. */
export interface SgdOptions {
  learningRate: LearningRate;
  /** Factor μ of the velocity v ← μv + g; 0 by default. */
  momentum?: number;
  /** Step along g + μv instead of v; false by default. */
  nesterov?: boolean;
}

/**
 * Gradient descent θ ← θ − lr·v with v ← μv + g (PyTorch's form); v = g if μ = 0. Nesterov: θ ← θ − lr·(g + μv).
 *
 * @throws {RangeError} for a learning rate that is not positive, a momentum outside [0, 1), Nesterov without momentum,
 *   or an unknown setting
 */
export function sgd(options: SgdOptions): Optimizer {
  requireKnownSettings("sgd", options, { learningRate: true, momentum: true, nesterov: true });
  const { learningRate, nesterov = false } = options;
  const momentum = checkedDecay("momentum", options.momentum ?? 0);
  if (nesterov && momentum === 0) {
    throw new RangeError("sgd: Nesterov's momentum needs a momentum above 0, got 0");
  }
  learningRateAt(learningRate, 1);
  return {
    name: "sgd",
    settings: {
      learningRate: describeRate(learningRate),
      momentum,
      // Without it the settings equal those of trainings from before it existed.
      ...(nesterov && { nesterov: "true" }),
    },
    slots: momentum > 0 ? ["velocity"] : [],
    coefficients: ["rate"],
    coefficientsAt: (step) => [learningRateAt(learningRate, step)],
    update(parameters, gradient, slots, { rate }) {
      const step = (direction: tf.Tensor, next: Slots) => ({
        parameters: tf.sub(parameters, tf.mul(rate, direction)),
        slots: next,
      });
      if (momentum === 0) return step(gradient, {});
      const velocity = tf.add(tf.mul(constant(momentum), slots.velocity), gradient);
      return step(nesterov ? tf.add(gradient, tf.mul(constant(momentum), velocity)) : velocity, { velocity });
    },
  };
}
