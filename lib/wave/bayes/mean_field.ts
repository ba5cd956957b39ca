/** A normal distribution of each weight by itself, fitted by the evidence bound (Blundell et al., 2015). */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger, requirePositive } from "../../checks.ts";
import { compile, constant, grad, type InputSpec, trace, vjp } from "../../graph/mod.ts";
import { parameterCount } from "../../nn/mod.ts";
import type { Optimizer } from "../../optim/mod.ts";
import { type Generator, normalArray } from "../../random/mod.ts";
import { checkPlan, type NetworkPosterior, type NetworkSamples } from "./energy.ts";

/** Settings of {@linkcode meanField}. */
export interface MeanFieldOptions extends NetworkPosterior {
  optimizer: Optimizer;
  /** Gradients of the fit, one draw of the weights each. */
  solves: number;
  /** Velocity maps that are drawn afterwards. */
  samples: number;
  /** Standard deviation of each weight at the start. */
  startSd: number;
  generator: Generator;
}

/**
 * Fit θ = μ + softplus(ρ)·ε by E[U] + KL(q ‖ N(0, σ_w²)), one draw of ε for each gradient, then draw maps.
 *
 * @throws {RangeError} for standard deviations that are not positive, or counts that are no positive integers
 * @throws {InversionError} from the energy
 */
export async function meanField(options: MeanFieldOptions): Promise<NetworkSamples> {
  const { network, form, energy, priorSd, optimizer, solves, samples: wanted, startSd, generator } = options;
  checkPlan("meanField", { burnIn: 0, every: 1, samples: wanted }, priorSd);
  requireInteger("meanField", "solves", solves);
  requirePositive("meanField", "startSd", startSd);
  const count = parameterCount(network.parameters), { slots, coefficients } = optimizer;
  const weights = (phi: tf.Tensor, noise: tf.Tensor) => {
    const mu = tf.slice(phi, [0], [count]), sd = tf.softplus(tf.slice(phi, [count], [count]));
    return { mu, sd, theta: tf.add(mu, tf.mul(sd, noise)) };
  };
  const map = (phi: tf.Tensor, noise: tf.Tensor) => form(network.raw(weights(phi, noise).theta));
  const vectors: Record<string, InputSpec> = Object.fromEntries(
    ["phi", ...slots].map((name) => [name, [2 * count]]),
  );
  const forward = await compile(
    trace(({ phi, noise }) => ({ v: map(phi, noise) }), { phi: [2 * count], noise: [count] }),
  );
  const inputs: Record<string, InputSpec> = {
    ...vectors,
    ...Object.fromEntries(coefficients.map((name) => [name, []])),
    noise: [count],
    g: [network.nodes],
  };
  const step = await compile(trace(({ phi, noise, g, ...rest }): Record<string, tf.Tensor> => {
    const { mu, sd } = weights(phi, noise), scale = constant(1 / priorSd ** 2);
    const kl = tf.sum(
      tf.sub(tf.mul(scale, tf.mul(constant(0.5), tf.add(tf.square(mu), tf.square(sd)))), tf.log(sd)),
    );
    const slope = tf.add(vjp(map(phi, noise), phi, g), grad(kl, phi));
    const after = optimizer.update(phi, slope, rest, rest);
    return { phi: after.parameters, ...after.slots };
  }, inputs));
  const draw = () => Float32Array.from(normalArray(generator, count, 0, 1));
  const velocityOf = async (phi: Float32Array, noise: Float32Array) =>
    Float64Array.from((await forward.run({ phi, noise })).v);
  try {
    const phi = new Float32Array(2 * count).fill(Math.log(Math.expm1(startSd)), count);
    phi.set(Float32Array.from(options.theta));
    let state: Record<string, Float32Array> = {
      phi,
      ...Object.fromEntries(slots.map((name) => [name, new Float32Array(2 * count)])),
    };
    const energies: number[] = [], samples: Float64Array[] = [];
    for (let n = 1; n <= solves; n++) {
      const noise = draw(), { misfit, gradient } = await energy(await velocityOf(state.phi, noise));
      energies.push(misfit);
      const numbers = optimizer.coefficientsAt(n);
      state = await step.run({
        ...state,
        ...Object.fromEntries(coefficients.map((name, k) => [name, Float32Array.of(numbers[k])])),
        noise,
        g: Float32Array.from(gradient),
      }) as typeof state;
    }
    for (let k = 0; k < wanted; k++) samples.push(await velocityOf(state.phi, draw()));
    return { samples, energies };
  } finally {
    await forward.dispose();
    await step.dispose();
  }
}
