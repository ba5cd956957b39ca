/** Adam with decoupled weight decay (Loshchilov and Hutter, 2019). */
import * as tf from "@tensorflow/tfjs-core";
import { adam, ADAM_SETTINGS, type AdamOptions } from "./adam.ts";
import { requireKnownSettings } from "../checks.ts";
import { learningRateAt, type Optimizer } from "./optimizer.ts";

/** Settings of {@linkcode adamW}; the defaults are PyTorch's. */
export interface AdamWOptions extends AdamOptions {
  /** Decay λ: each step multiplies the parameters by 1 − lr·λ; 0.01 by default. */
  weightDecay?: number;
}

/**
 * AdamW: θ ← (1 − lr·λ)θ, then the step of {@linkcode adam}, whose moments do not include the decay.
 *
 * @throws {RangeError} for a weight decay that is negative or not finite, or settings that `adam` rejects
 */
export function adamW(options: AdamWOptions): Optimizer {
  requireKnownSettings("adamW", options, { ...ADAM_SETTINGS, weightDecay: true });
  const { weightDecay = 0.01, ...rest } = options, plain = adam(rest);
  if (!(weightDecay >= 0 && Number.isFinite(weightDecay))) {
    throw new RangeError(`adamW: the weight decay must be 0 or more and finite, got ${weightDecay}`);
  }
  return {
    ...plain,
    name: "adamW",
    settings: { ...plain.settings, weightDecay },
    coefficients: [...plain.coefficients, "shrink"],
    coefficientsAt: (step, age) => [
      ...plain.coefficientsAt(step, age),
      1 - learningRateAt(options.learningRate, step) * weightDecay,
    ],
    update: (parameters, gradient, slots, coefficients) =>
      plain.update(tf.mul(coefficients.shrink, parameters), gradient, slots, coefficients),
  };
}
