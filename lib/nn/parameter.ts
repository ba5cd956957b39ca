/** Specifications of a model's parameters: names and shapes, in the order of the flat vector. */
import * as tf from "@tensorflow/tfjs-core";
import type { Shape } from "../graph/mod.ts";

/** One parameter tensor of a model. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: Shape;
  /** Number of inputs that each unit sums, which gives initialisers their scale; not needed for given values. */
  readonly fanIn?: number;
  /** Number of units that read each input, needed by Xavier's initialisers. */
  readonly fanOut?: number;
  /**
   * Role of the parameter for initialisers; by default a tensor with one axis is a bias and any other a weight. The
   * rows of an embedding are looked up and not summed; their `fanIn` is their length.
   */
  readonly role?: "weight" | "bias" | "embedding";
  /** Initial value of all elements, whatever the initialiser: 1 for a gain. */
  readonly start?: number;
}

/** Role of a parameter for initialisers. */
export function parameterRole(spec: ParameterSpec): "weight" | "bias" | "embedding" {
  return spec.role ?? (spec.shape.length < 2 ? "bias" : "weight");
}

/**
 * The fan-in of a parameter, for an initialiser that takes its scale from it.
 *
 * @param caller the initialiser, for the error
 * @throws {RangeError} if the parameter has none
 */
export function requiredFanIn(caller: string, { name, fanIn }: ParameterSpec): number {
  if (fanIn === undefined) {
    throw new RangeError(
      `${caller}: parameter ${name} has no fanIn, from which this initialiser takes its scale`,
    );
  }
  return fanIn;
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
 * Parameter tensors sliced from the flat vector `[parameterCount]`, for use in traced code.
 *
 * @throws {RangeError} if the vector's length is not the number of parameters
 */
export function unflatten(flat: tf.Tensor, specs: readonly ParameterSpec[]): tf.Tensor[] {
  checkLength("unflatten", flat.size, specs);
  let at = 0;
  return specs.map((spec) => {
    const size = parameterSize(spec);
    const part = tf.reshape(tf.slice(flat, [at], [size]), [...spec.shape]);
    at += size;
    return part;
  });
}

/** Joins tensors into one flat vector, in order. */
export function flatten(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat1d(tensors.map((tensor) => tf.reshape(tensor, [tensor.size])));
}

/**
 * Views of a flat vector on the host, by parameter name.
 *
 * @throws {RangeError} if the vector's length is not the number of parameters
 */
export function parametersByName(
  flat: Float64Array,
  specs: readonly ParameterSpec[],
): Record<string, Float64Array> {
  checkLength("parametersByName", flat.length, specs);
  let at = 0;
  return Object.fromEntries(specs.map((spec) => [spec.name, flat.subarray(at, at += parameterSize(spec))]));
}

/**
 * Parameter tensors by name.
 *
 * @param owner owner of the parameters, for the error
 * @throws {RangeError} if their number or a shape does not match the specifications
 */
export function tensorsByName(
  owner: string,
  tensors: readonly tf.Tensor[],
  specs: readonly ParameterSpec[],
): Record<string, tf.Tensor> {
  if (tensors.length !== specs.length) {
    throw new RangeError(
      `${owner}: got ${tensors.length} parameter tensors, needs ${specs.length} (${
        specs.map(({ name }) => name).join(", ")
      })`,
    );
  }
  return Object.fromEntries(specs.map(({ name, shape }, k) => {
    if (`${tensors[k].shape}` !== `${shape}`) {
      throw new RangeError(
        `${owner}: parameter ${name} has shape [${tensors[k].shape}], needs [${shape}]`,
      );
    }
    return [name, tensors[k]];
  }));
}

function checkLength(caller: string, length: number, specs: readonly ParameterSpec[]): void {
  const needed = parameterCount(specs);
  if (length !== needed) {
    throw new RangeError(
      `${caller}: a flat vector of ${length} numbers does not fit a model of ${needed} parameters`,
    );
  }
}
