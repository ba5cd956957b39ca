/** Initial parameters, as one flat vector. */
import { type Generator, normalArray, uniformArray } from "../random/mod.ts";
import { parameterCount, parameterSize, type ParameterSpec } from "./parameter.ts";

type Draw = (spec: ParameterSpec, generator: Generator) => Float64Array;

/** Each tensor has a stream of its own name, so that equal shapes do not start equal. */
function drawn(specs: readonly ParameterSpec[], generator: Generator, draw: Draw): Float64Array {
  const names = specs.map(({ name }) => name), twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new RangeError(`two parameters are named "${twice}", and would start equal`);
  const flat = new Float64Array(parameterCount(specs));
  let at = 0;
  for (const spec of specs) {
    flat.set(draw(spec, generator.fork(spec.name)), at);
    at += parameterSize(spec);
  }
  return flat;
}

/**
 * Weights and biases uniform in ±1/√fan-in: the default of PyTorch's `Linear`.
 *
 * @throws RangeError for a fan-in that is not positive, or two parameters of one name
 */
export function uniformFanIn(specs: readonly ParameterSpec[], generator: Generator): Float64Array {
  return drawn(specs, generator, (spec, stream) => {
    const bound = 1 / Math.sqrt(spec.fanIn);
    return uniformArray(stream, parameterSize(spec), -bound, bound);
  });
}

/**
 * Weights normal with standard deviation fan-in^−γ; biases (tensors of one axis) zero.
 *
 * γ = 1/2 keeps the variance of a layer; larger γ starts smaller.
 *
 * @throws RangeError for a γ that is not finite, a fan-in that is not positive, or two parameters of one name
 */
export function normalFanIn(
  specs: readonly ParameterSpec[],
  gamma: number,
  generator: Generator,
): Float64Array {
  if (!Number.isFinite(gamma)) throw new RangeError(`normalFanIn: gamma must be finite, got ${gamma}`);
  return drawn(
    specs,
    generator,
    (spec, stream) =>
      spec.shape.length < 2
        ? new Float64Array(parameterSize(spec))
        : normalArray(stream, parameterSize(spec), 0, spec.fanIn ** -gamma),
  );
}

/**
 * Every parameter, biases included, times α (Liu et al., Omnigrok).
 *
 * @throws RangeError for α that is not positive and finite
 */
export function scaleParameters(flat: Float64Array, alpha: number): Float64Array {
  if (!(alpha > 0 && Number.isFinite(alpha))) {
    throw new RangeError(`scaleParameters: the scale α must be positive and finite, got ${alpha}`);
  }
  return flat.map((value) => alpha * value);
}
