/** Models are functions of their parameters, so they can be traced, differentiated and trained as one vector. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Hooks } from "./hooks.ts";
import type { ParameterSpec } from "./parameter.ts";

/** A stateless model: the shapes of its parameters, and its output for given parameters. */
export interface Model {
  readonly parameters: readonly ParameterSpec[];
  /**
   * Output for parameter tensors in the order of `parameters` and a batch of inputs (rows).
   *
   * Hooks read or overwrite inner tensors by name.
   *
   * @throws {RangeError} if the number or shapes of the parameters, the input's shape, or a hook's name do not fit
   */
  apply(parameters: readonly tf.Tensor[], x: tf.Tensor, hooks?: Hooks): tf.Tensor;
}

/**
 * A model as a part of another: its parameters with the prefix `name.`.
 */
export function parametersOf(name: string, part: Model): ParameterSpec[] {
  return part.parameters.map((spec) => ({ ...spec, name: `${name}.${spec.name}` }));
}

/**
 * Splits a model's parameter tensors into those of its parts, in order.
 */
export function tensorsOfParts(tensors: readonly tf.Tensor[], parts: readonly Model[]): tf.Tensor[][] {
  let at = 0;
  return parts.map(({ parameters }) => tensors.slice(at, at += parameters.length));
}
