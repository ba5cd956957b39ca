/** Parameters that a training does not change. */
import type * as tf from "@tensorflow/tfjs-core";
import { flatten, type ParameterSpec } from "../nn/mod.ts";

/**
 * The parameters that are trained, in their order.
 *
 * @throws {RangeError} if a frozen name is not a parameter, or all parameters are frozen
 */
export function trainableParameters(
  specs: readonly ParameterSpec[],
  frozen: readonly string[],
): ParameterSpec[] {
  const names = specs.map(({ name }) => name), unknown = frozen.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`train: "${unknown}" cannot be frozen, allowed ${names.join(", ")}`);
  }
  const trained = specs.filter(({ name }) => !frozen.includes(name));
  if (frozen.length > 0 && trained.length === 0) {
    throw new RangeError(`train: all parameters are frozen (${names.join(", ")}), nothing is left to train`);
  }
  return trained;
}

/** The flat vector of all parameters, with the trained ones updated after a step. */
export function withTrained(
  before: readonly tf.Tensor[],
  specs: readonly ParameterSpec[],
  after: readonly tf.Tensor[],
  trained: readonly ParameterSpec[],
): tf.Tensor {
  return flatten(specs.map((spec, k) => (trained.includes(spec) ? after[trained.indexOf(spec)] : before[k])));
}
