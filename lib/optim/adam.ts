/** Adam (Kingma and Ba, 2015). */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { requireKnownSettings } from "../checks.ts";
import {
  checkedDecay,
  describeRate,
  type LearningRate,
  learningRateAt,
  type Optimizer,
} from "./optimizer.ts";

/** Settings of {@linkcode adam}; the defaults are PyTorch's. */
export interface AdamOptions {
  learningRate: LearningRate;
  /** Decay of the first moment; 0.9 by default. */
  beta1?: number;
  /** Decay of the second moment; 0.999 by default. */
  beta2?: number;
  /** Added to the root of the second moment; 1e-8 by default. */
  epsilon?: number;
}

/** Names of {@linkcode AdamOptions}. */
export const ADAM_SETTINGS = { learningRate: true, beta1: true, beta2: true, epsilon: true } as const;

/**
 * Adam: θ ← θ − lr·m̂/(√v̂ + ε) with m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², m̂ = m/(1−β₁^t), v̂ = v/(1−β₂^t).
 *
 * The slots hold M = m/(1−β₁) and V = v/(1−β₂), which saves two passes over the vector: M ← β₁M + g, V ← β₂V + g²,
 * θ ← θ − a·M/(√V + e) with a = lr·r·(1−β₁)/(1−β₁^t), e = ε·r and r = √((1−β₂^t)/(1−β₂)) from the host.
 *
 * @throws {RangeError} for a learning rate or ε that is not positive, decays outside [0, 1), or an unknown setting
 */
export function adam(options: AdamOptions): Optimizer {
  requireKnownSettings("adam", options, ADAM_SETTINGS);
  const { learningRate, epsilon = 1e-8 } = options;
  const beta1 = checkedDecay("beta1", options.beta1 ?? 0.9),
    beta2 = checkedDecay("beta2", options.beta2 ?? 0.999);
  if (!(epsilon > 0)) throw new RangeError(`adam: epsilon must be positive, got ${epsilon}`);
  learningRateAt(learningRate, 1);
  return {
    name: "adam",
    settings: { learningRate: describeRate(learningRate), beta1, beta2, epsilon },
    slots: ["first", "second"],
    coefficients: ["rate", "epsilon"],
    coefficientsAt(step, age = step) {
      const root = Math.sqrt((1 - beta2 ** age) / (1 - beta2));
      const rate = learningRateAt(learningRate, step) * root * (1 - beta1) / (1 - beta1 ** age);
      return [rate, epsilon * root];
    },
    update(parameters, gradient, slots, { rate, epsilon }) {
      const first = tf.add(tf.mul(constant(beta1), slots.first), gradient);
      const second = tf.add(tf.mul(constant(beta2), slots.second), tf.square(gradient));
      const update = tf.div(tf.mul(rate, first), tf.add(tf.sqrt(second), epsilon));
      return { parameters: tf.sub(parameters, update), slots: { first, second } };
    },
  };
}
