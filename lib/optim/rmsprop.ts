/** RMSProp (Tieleman and Hinton, 2012). */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import { currentGraph } from "../graph/trace_backend.ts";
import { requireKnownSettings } from "../checks.ts";
import {
  checkedDecay,
  describeRate,
  type LearningRate,
  learningRateAt,
  type Optimizer,
} from "./optimizer.ts";

/** Maximum error of a mean square, in units in the last place. */
const ROUNDED_UNITS = 8;

/** Settings of {@linkcode rmsProp}; the defaults are PyTorch's. */
export interface RmsPropOptions {
  learningRate: LearningRate;
  /** Decay α of the second moment; 0.99 by default. */
  alpha?: number;
  /** Added to the root of the second moment; 1e-8 by default. */
  epsilon?: number;
  /** Factor μ of the velocity; 0 by default. */
  momentum?: number;
  /** Whether the square of the mean gradient is subtracted from the second moment; false by default. */
  centred?: boolean;
}

/**
 * RMSProp: v ← αv + (1−α)g², d = g/(√v + ε), θ ← θ − lr·u with u ← μu + d; u = d if μ = 0.
 *
 * Centred, the root is that of v − m² with m ← αm + (1−α)g, at least the rounding error of v: if the gradient hardly
 * changes, the difference is only rounding error and may be negative.
 *
 * ```ts
 * import { rmsProp } from "@paper-notebooks/lib/optim";
 *
 * const optimizer = rmsProp({ learningRate: 1e-3, momentum: 0.9 });
 * if (optimizer.slots.length !== 2) throw new Error("a mean square and a velocity for each parameter");
 * ```
 *
 * @throws {RangeError} for a learning rate or ε that is not positive, decays outside [0, 1), or an unknown setting
 */
export function rmsProp(options: RmsPropOptions): Optimizer {
  requireKnownSettings("rmsProp", options, {
    learningRate: true,
    alpha: true,
    epsilon: true,
    momentum: true,
    centred: true,
  });
  const { learningRate, epsilon = 1e-8, centred = false } = options;
  const alpha = checkedDecay("alpha", options.alpha ?? 0.99);
  const momentum = checkedDecay("momentum", options.momentum ?? 0);
  if (!(epsilon > 0)) throw new RangeError(`rmsProp: epsilon must be positive, got ${epsilon}`);
  learningRateAt(learningRate, 1);
  const average = (slot: tf.Tensor, value: tf.Tensor) =>
    tf.add(tf.mul(constant(alpha), slot), tf.mul(constant(1 - alpha), value));
  return {
    name: "rmsProp",
    settings: {
      learningRate: describeRate(learningRate),
      alpha,
      epsilon,
      momentum,
      centred: String(centred),
    },
    slots: ["second", ...(centred ? ["mean"] : []), ...(momentum > 0 ? ["velocity"] : [])],
    coefficients: ["rate"],
    coefficientsAt: (step) => [learningRateAt(learningRate, step)],
    update(parameters, gradient, slots, { rate }) {
      const next: Record<string, tf.Tensor> = { second: average(slots.second, tf.square(gradient)) };
      if (centred) next.mean = average(slots.mean, gradient);
      const variance = centred ? centredVariance(next.second, next.mean) : next.second;
      let direction = tf.div(gradient, tf.add(tf.sqrt(variance), constant(epsilon)));
      if (momentum > 0) {
        direction = next.velocity = tf.add(tf.mul(constant(momentum), slots.velocity), direction);
      }
      return { parameters: tf.sub(parameters, tf.mul(rate, direction)), slots: next };
    },
  };
}

/** v − m², at least its rounding error. */
function centredVariance(second: tf.Tensor, mean: tf.Tensor): tf.Tensor {
  const unit = currentGraph("rmsProp").precision === "float64" ? 2 ** -52 : 2 ** -23;
  const rounding = tf.mul(constant(ROUNDED_UNITS * unit), second);
  return tf.maximum(tf.sub(second, tf.square(mean)), rounding);
}
