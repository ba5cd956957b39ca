/** The bridge between a network, which the engine differentiates, and a misfit, whose gradient the wave solver computes. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, constant, type Executable, type InputSpec, trace, vjp } from "../../graph/mod.ts";
import { type Hooks, parameterCount } from "../../nn/mod.ts";
import type { Optimizer } from "../../optim/mod.ts";
import type { VelocityForm, VelocityNetwork } from "./velocity_network.ts";

/** A network in one of its forms, compiled. */
export interface VelocityBridge {
  /** Number of parameters. */
  readonly count: number;
  /** v(θ), m/s. */
  velocity(theta: Float32Array, masks?: Masks): Promise<Float64Array>;
  /** (∂v/∂θ)ᵀ g, for g with a number per node. */
  pullBack(theta: Float32Array, g: ArrayLike<number>, masks?: Masks): Promise<Float32Array>;
  /** Frees what the engine holds. */
  dispose(): Promise<void>;
}

/** Factors of dropout by the name of the inner tensor. */
export type Masks = Readonly<Record<string, Float32Array>>;

/** Compile both directions of a network, with dropout on all that can be dropped where `dropout` is set. */
export async function velocityBridge(
  network: VelocityNetwork,
  form: VelocityForm,
  { dropout = false }: { dropout?: boolean } = {},
): Promise<VelocityBridge> {
  const count = parameterCount(network.parameters), names = dropout ? Object.keys(network.droppable) : [];
  const inputs: Record<string, InputSpec> = {
    theta: [count],
    ...Object.fromEntries(names.map((name) => [name, network.droppable[name]])),
  };
  const map = ({ theta, ...masks }: Record<string, tf.Tensor>) =>
    form(network.raw(theta, dropoutHooks(names, masks)));
  const forward = await compile(trace((given) => ({ v: map(given) }), inputs));
  const both: Record<string, InputSpec> = { ...inputs, g: [network.nodes] };
  const back = await compile(trace((given) => ({ slope: vjp(map(given), given.theta, given.g) }), both));
  return {
    count,
    velocity: async (theta, masks = {}) => Float64Array.from((await forward.run({ theta, ...masks })).v),
    pullBack: async (theta, g, masks = {}) =>
      (await back.run({ theta, ...masks, g: Float32Array.from(g) })).slope as Float32Array,
    dispose: async () => {
      await forward.dispose();
      await back.dispose();
    },
  };
}

function dropoutHooks(names: readonly string[], masks: Readonly<Record<string, tf.Tensor>>): Hooks {
  return Object.fromEntries(names.map((name) => [name, (value: tf.Tensor) => tf.mul(value, masks[name])]));
}

/** State of the fit of a network. */
export type NetworkState = Readonly<Record<string, Float32Array>>;

/** Fitting steps of a network. */
export interface NetworkSteps {
  /** State at the start, the slots of the optimizer empty. */
  start(theta: ArrayLike<number>): NetworkState;
  /** v(θ) of a state. */
  velocity(state: NetworkState): Promise<Float64Array>;
  /**
   * The next state and its velocity, in one call of the engine.
   *
   * @param g ∂J/∂v, a number per node
   * @param step counted from 1
   */
  next(
    state: NetworkState,
    g: ArrayLike<number>,
    step: number,
  ): Promise<{ state: NetworkState; velocity: Float64Array }>;
  dispose(): Promise<void>;
}

/**
 * Compile a step: g_θ = (∂v/∂θ)ᵀ g + decay·θ, the optimizer's update, and the velocity after it, as one program.
 *
 * @param decay the weight of ½‖θ‖² added to J, for a Gaussian prior on the parameters; 0 by default
 */
export async function networkSteps(
  network: VelocityNetwork,
  form: VelocityForm,
  optimizer: Optimizer,
  decay = 0,
): Promise<NetworkSteps> {
  const count = parameterCount(network.parameters), { slots, coefficients } = optimizer;
  const vectors = ["theta", ...slots];
  const inputs: Record<string, InputSpec> = {
    ...Object.fromEntries(vectors.map((name) => [name, [count]])),
    ...Object.fromEntries(coefficients.map((name) => [name, []])),
    g: [network.nodes],
  };
  const program = trace(({ theta, g, ...rest }) => {
    const slope = vjp(form(network.raw(theta)), theta, g);
    const whole = decay > 0 ? tf.add(slope, tf.mul(constant(decay), theta)) : slope;
    const after = optimizer.update(theta, whole, pick(rest, slots), pick(rest, coefficients));
    return { theta: after.parameters, ...after.slots, v: form(network.raw(after.parameters)) };
  }, inputs);
  const run: Executable = await compile(program);
  const forward = await compile(trace(({ theta }) => ({ v: form(network.raw(theta)) }), { theta: [count] }));
  return {
    start: (theta) => ({
      theta: Float32Array.from(theta),
      ...Object.fromEntries(slots.map((name) => [name, new Float32Array(count)])),
    }),
    velocity: async ({ theta }) => Float64Array.from((await forward.run({ theta })).v),
    async next(state, g, step) {
      const numbers = optimizer.coefficientsAt(step);
      const { v, ...after } = await run.run({
        ...state,
        ...Object.fromEntries(coefficients.map((name, k) => [name, Float32Array.of(numbers[k])])),
        g: Float32Array.from(g),
      });
      return { state: after as NetworkState, velocity: Float64Array.from(v) };
    },
    dispose: async () => {
      await run.dispose();
      await forward.dispose();
    },
  };
}

function pick<T>(from: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}
