/** Velocity maps as outputs of networks: what they are, and the two forms of their range. */
import * as tf from "@tensorflow/tfjs-core";
import { requirePositive, requireVector } from "../../checks.ts";
import { constant, type Shape } from "../../graph/mod.ts";
import { type Hooks, type Model, type ParameterSpec, unflatten } from "../../nn/mod.ts";
import type { Generator } from "../../random/mod.ts";

/** A network with a fixed input, whose parameters are all that is fitted. */
export interface VelocityNetwork {
  readonly parameters: readonly ParameterSpec[];
  /** Nodes of the map. */
  readonly nodes: number;
  /** Inner tensors that dropout may act on, with the shape of a mask that broadcasts to each. */
  readonly droppable: Readonly<Record<string, Shape>>;
  /** Traced: g_θ, `[nodes]`, from the flat parameters. */
  raw(theta: tf.Tensor, hooks?: Hooks): tf.Tensor;
  /** Random parameters. */
  initial(stream: Generator): Float64Array;
}

/** What makes a velocity, m/s, of the output of a network; traced. */
export type VelocityForm = (raw: tf.Tensor) => tf.Tensor;

/**
 * v = low + (high − low)·σ(g): never outside its bounds. Cells near a bound move slowly, so the bounds should be a tenth
 * wider than what is expected.
 *
 * @throws {RangeError} unless 0 < low < high
 */
export function boundedForm({ low, high }: { low: number; high: number }): VelocityForm {
  requirePositive("bounded form", "low", low);
  requirePositive("bounded form", "high", high);
  if (low >= high) throw new RangeError(`bounded form: low must lie below high, got ${low} and ${high}`);
  return (raw) => tf.add(constant(low), tf.mul(constant(high - low), tf.sigmoid(raw)));
}

/**
 * v = v₀ + s·g: a network that corrects a start, without pretraining and without bounds.
 *
 * @param start v₀, m/s, a number for each node
 * @param scale s, m/s
 * @throws {RangeError} for a start that is not finite, or a scale that is not positive
 */
export function additiveForm({ start, scale }: { start: ArrayLike<number>; scale: number }): VelocityForm {
  requireVector("additive form", "start", start, start.length);
  requirePositive("additive form", "scale", scale);
  const fixed = Float64Array.from(start);
  return (raw) => tf.add(constant(fixed), tf.mul(constant(scale), raw));
}

/** A model with a fixed input. */
export function fixedInputNetwork(
  model: Model,
  input: { values: Float64Array; shape: Shape },
  rest: Pick<VelocityNetwork, "nodes" | "initial"> & Partial<Pick<VelocityNetwork, "droppable">>,
): VelocityNetwork {
  return {
    droppable: {},
    ...rest,
    parameters: model.parameters,
    raw: (theta, hooks) =>
      tf.reshape(
        model.apply(unflatten(theta, model.parameters), constant(input.values, input.shape), hooks),
        [rest.nodes],
      ),
  };
}
