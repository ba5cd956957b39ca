/** Points of a wide network at which it is the function of a narrow one. */
import { requireFinite, requireInteger, requireVector } from "../checks.ts";
import type { TwoLayerNetwork } from "./two_layer_network.ts";

/**
 * The null embedding: the narrow network's parameters, and zeros for all further neurons (kernels). The function stays
 * the same, and zero neurons of tanh add no rank.
 *
 * @param theta `[M]` of the narrow network
 * @param parametersPerWidth of `TwoLayerNetwork`
 * @param width of the wide network
 * @returns `[width · parametersPerWidth]`
 * @throws {RangeError} for parameters that are not a whole number of neurons, or a width below the narrow one
 */
export function nullEmbedding(theta: Float64Array, parametersPerWidth: number, width: number): Float64Array {
  const narrow = theta.length / parametersPerWidth;
  requireInteger("nullEmbedding", "the narrow width", narrow);
  requireInteger("nullEmbedding", "the wide width", width, narrow);
  const wide = new Float64Array(width * parametersPerWidth);
  wide.set(theta);
  return wide;
}

/**
 * The splitting embedding: one neuron (kernel) becomes two with the same inner weights, which split its output weights
 * as δ and 1 − δ. The function stays the same; for δ other than 0 and 1 the rank does, too.
 *
 * @param network of the narrow parameters
 * @param theta `[M]`
 * @param neuron index of the neuron or kernel that is split
 * @returns `[M + parametersPerWidth]`, the second half last
 * @throws {RangeError} for parameters that do not fit, a neuron that does not exist, or δ that is not finite
 */
export function splittingEmbedding(
  network: TwoLayerNetwork,
  theta: Float64Array,
  neuron: number,
  delta: number,
): Float64Array {
  const { parametersPerWidth: size, parameterCount, units, options: { width } } = network;
  requireVector("splittingEmbedding", "the parameters", theta, parameterCount);
  requireInteger("splittingEmbedding", "the neuron", neuron, 0, width - 1);
  requireFinite("splittingEmbedding", "delta", [delta]);
  const from = neuron * size, wide = new Float64Array(parameterCount + size);
  wide.set(theta);
  wide.set(theta.subarray(from, from + size), parameterCount);
  for (const { output } of units) {
    if (output < from || output >= from + size) continue;
    wide[output] = delta * theta[output];
    wide[parameterCount + output - from] = (1 - delta) * theta[output];
  }
  return wide;
}

/**
 * Embeds parameters of a narrow network into a wide one by splitting one neuron after the other into halves.
 *
 * @param build the network of a width
 * @throws {RangeError} for a width below the narrow one
 */
export function splitToWidth(
  build: (width: number) => TwoLayerNetwork,
  theta: Float64Array,
  narrow: number,
  width: number,
): Float64Array {
  requireInteger("splitToWidth", "the wide width", width, narrow);
  let parameters = theta;
  for (let now = narrow; now < width; now++) {
    parameters = splittingEmbedding(build(now), parameters, now % narrow, 0.5);
  }
  return parameters;
}
