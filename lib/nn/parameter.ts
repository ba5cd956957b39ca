/** What a model needs to know of its parameters: names and shapes, in the order of the flat vector. */
import * as tf from "@tensorflow/tfjs";
import type { Shape } from "../graph/mod.ts";

/** One parameter tensor of a model. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: Shape;
  /** Number of inputs that each unit sums, from which initialisers take their scale. */
  readonly fanIn: number;
}

/** Number of elements of one parameter tensor. */
export function parameterSize(spec: ParameterSpec): number {
  return spec.shape.reduce((product, length) => product * length, 1);
}

/** Number of all parameters: the length of the flat vector. */
export function parameterCount(specs: readonly ParameterSpec[]): number {
  return specs.reduce((count, spec) => count + parameterSize(spec), 0);
}

/**
 * Parameter tensors cut out of the flat vector `[parameterCount]`, for use in traced code.
 *
 * @throws RangeError where the vector's length is not the number of parameters
 */
export function unflatten(flat: tf.Tensor, specs: readonly ParameterSpec[]): tf.Tensor[] {
  checkLength(flat.size, specs);
  let at = 0;
  return specs.map((spec) => {
    const size = parameterSize(spec);
    const part = tf.reshape(tf.slice(flat, [at], [size]), [...spec.shape]);
    at += size;
    return part;
  });
}

/** Tensors joined into one flat vector, in their order. */
export function flatten(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat1d(tensors.map((tensor) => tf.reshape(tensor, [tensor.size])));
}

/**
 * Views of a flat vector on the host, by parameter name.
 *
 * @throws RangeError where the vector's length is not the number of parameters
 */
export function parametersByName(
  flat: Float64Array,
  specs: readonly ParameterSpec[],
): Record<string, Float64Array> {
  checkLength(flat.length, specs);
  let at = 0;
  return Object.fromEntries(specs.map((spec) => [spec.name, flat.subarray(at, at += parameterSize(spec))]));
}

function checkLength(length: number, specs: readonly ParameterSpec[]): void {
  const needed = parameterCount(specs);
  if (length !== needed) {
    throw new RangeError(`a flat vector of ${length} numbers does not fit a model of ${needed} parameters`);
  }
}
