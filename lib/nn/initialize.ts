/** Initial parameters as one flat vector: the common part, and the initialisers scaled by the fan-in. */
import { type Generator, normalArray, uniformArray } from "../random/mod.ts";
import {
  parameterCount,
  parameterRole,
  parameterSize,
  type ParameterSpec,
  requiredFanIn,
} from "./parameter.ts";

/** Draws the elements of one parameter tensor, row-major, from its own stream. */
export type InitialDraw = (spec: ParameterSpec, stream: Generator) => Float64Array;

/**
 * Initial values by any rule, which may differ by tensor; a tensor with a `start` is filled with it.
 *
 * Each tensor has its own stream, named after it. So tensors of equal shape do not start equal, and a tensor's values
 * do not depend on the others.
 *
 * @throws {RangeError} for two parameters with the same name, or a rule that gives another number of elements
 */
export function initialize(
  specs: readonly ParameterSpec[],
  generator: Generator,
  draw: InitialDraw,
): Float64Array {
  const names = specs.map(({ name }) => name), twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new RangeError(`initialize: two parameters are named "${twice}", and would start equal`);
  }
  const flat = new Float64Array(parameterCount(specs));
  let at = 0;
  for (const spec of specs) {
    const size = parameterSize(spec);
    const values = spec.start === undefined
      ? draw(spec, generator.fork(spec.name))
      : new Float64Array(size).fill(spec.start);
    if (values.length !== size) {
      throw new RangeError(
        `initialize: parameter ${spec.name} [${spec.shape}] was given ${values.length} values`,
      );
    }
    flat.set(values, at);
    at += size;
  }
  return flat;
}

/** Zeros for one tensor. */
export function zeros(spec: ParameterSpec): Float64Array {
  return new Float64Array(parameterSize(spec));
}

/**
 * Weights and biases uniform in ±1/√fan-in, embeddings standard normal: the defaults of PyTorch's `Linear`, `Conv2d`,
 * recurrent layers and `Embedding`.
 *
 * @throws {RangeError} for a fan-in that is missing or not positive, or two parameters with the same name
 */
export function uniformFanIn(specs: readonly ParameterSpec[], generator: Generator): Float64Array {
  return initialize(specs, generator, (spec, stream) => {
    if (parameterRole(spec) === "embedding") return normalArray(stream, parameterSize(spec), 0, 1);
    const bound = 1 / Math.sqrt(requiredFanIn("uniformFanIn", spec));
    return uniformArray(stream, parameterSize(spec), -bound, bound);
  });
}

/**
 * Weights and embeddings normal with standard deviation fan-in^−γ (for an embedding, the length of a row); biases zero.
 *
 * γ = 1/2 keeps the variance of a layer; larger γ starts smaller.
 *
 * @throws {RangeError} for a γ that is not finite, a fan-in that is missing or not positive, or two parameters of one
 *   name
 */
export function normalFanIn(
  specs: readonly ParameterSpec[],
  gamma: number,
  generator: Generator,
): Float64Array {
  if (!Number.isFinite(gamma)) throw new RangeError(`normalFanIn: gamma must be finite, got ${gamma}`);
  return initialize(
    specs,
    generator,
    (spec, stream) =>
      parameterRole(spec) === "bias"
        ? zeros(spec)
        : normalArray(stream, parameterSize(spec), 0, requiredFanIn("normalFanIn", spec) ** -gamma),
  );
}

/**
 * Every parameter, including biases, normal with the same standard deviation: "θ ~ N(0, σ²)".
 *
 * @throws {RangeError} for a standard deviation that is negative or not finite, or two parameters of one name
 */
export function normalParameters(
  specs: readonly ParameterSpec[],
  standardDeviation: number,
  generator: Generator,
): Float64Array {
  return initialize(
    specs,
    generator,
    (spec, stream) => normalArray(stream, parameterSize(spec), 0, standardDeviation),
  );
}

/**
 * Every parameter, including biases, times α (Liu et al., Omnigrok).
 *
 * @throws {RangeError} for α that is not positive and finite
 */
export function scaleParameters(flat: Float64Array, alpha: number): Float64Array {
  if (!(alpha > 0 && Number.isFinite(alpha))) {
    throw new RangeError(`scaleParameters: the scale α must be positive and finite, got ${alpha}`);
  }
  return flat.map((value) => alpha * value);
}
