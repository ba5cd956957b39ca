/** Networks that start from a given model. */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger, requireVector } from "../../checks.ts";
import { compileLoop, constant, grad, type InputSpec, trace } from "../../graph/mod.ts";
import { parameterCount } from "../../nn/mod.ts";
import type { Optimizer } from "../../optim/mod.ts";
import type { VelocityForm, VelocityNetwork } from "./velocity_network.ts";

/** The model that a network should start from. */
export interface PretrainOptions {
  /** Parameters before. */
  initial: ArrayLike<number>;
  /** v₀, m/s, a number per node. */
  target: ArrayLike<number>;
  optimizer: Optimizer;
  steps: number;
}

/** What pretraining leaves. */
export interface Pretrained {
  readonly theta: Float32Array;
  /** Mean square of v(θ) − v₀ before each step, (km/s)². */
  readonly losses: Float32Array;
}

/**
 * Fit a network to a model by the mean square of the difference in km/s, in one call of the engine.
 *
 * @throws {RangeError} for a target that does not fit the network, or no steps
 */
export async function pretrain(
  network: VelocityNetwork,
  form: VelocityForm,
  { initial, target, optimizer, steps }: PretrainOptions,
): Promise<Pretrained> {
  requireVector("pretrain", "target", target, network.nodes);
  requireInteger("pretrain", "steps", steps);
  const count = parameterCount(network.parameters), { slots, coefficients } = optimizer;
  const inputs: Record<string, InputSpec> = {
    ...Object.fromEntries(["theta", ...slots].map((name) => [name, [count]])),
    ...Object.fromEntries(coefficients.map((name) => [name, []])),
  };
  const fixed = Float64Array.from(target);
  const program = trace(({ theta, ...rest }): Record<string, tf.Tensor> => {
    const difference = tf.sub(form(network.raw(theta)), constant(fixed));
    const loss = tf.mean(tf.square(tf.mul(constant(1e-3), difference)));
    const after = optimizer.update(theta, grad(loss, theta), rest, rest);
    return { theta: after.parameters, ...after.slots, loss };
  }, inputs);
  const loop = await compileLoop(program, ["theta", ...slots]);
  try {
    const rows = Array.from({ length: steps }, (_, k) => optimizer.coefficientsAt(k + 1));
    const { state, metrics } = await loop.run(
      {
        theta: Float32Array.from(initial),
        ...Object.fromEntries(slots.map((name) => [name, new Float32Array(count)])),
      },
      Object.fromEntries(coefficients.map((name, c) => [name, Float32Array.from(rows, (row) => row[c])])),
      steps,
    );
    return { theta: state.theta as Float32Array, losses: metrics.loss as Float32Array };
  } finally {
    await loop.dispose();
  }
}
