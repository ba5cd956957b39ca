import { requireFinite } from "../checks.ts";

/**
 * Evaluates the factor e^{−|πk/(2w)|} by which frequency k enters the gradient of a tanh neuron of weight w
 * (Xu et al. 2019, F-Principle): the larger |w|, the weaker the preference for low frequencies.
 *
 * ```ts
 * import { fPrincipleDecay } from "@paper-notebooks/lib/spectral";
 *
 * const [low, high] = fPrincipleDecay([1, 5], 2);
 * if (!(low > high)) throw new Error("low frequencies weigh more");
 * ```
 *
 * @param k angular frequencies
 * @param w weight of the neuron, not zero
 * @returns one factor in [0, 1] per frequency
 * @throws {RangeError} if k is empty or not finite, or `w` is zero or not finite
 */
export function fPrincipleDecay(k: ArrayLike<number>, w: number): Float64Array {
  requireFinite("fPrincipleDecay", "k", k, 1);
  if (!Number.isFinite(w) || w === 0) {
    throw new RangeError(`fPrincipleDecay: the weight must be finite and not zero, got ${w}`);
  }
  return Float64Array.from(k, (frequency) => Math.exp(-Math.abs(Math.PI * frequency / (2 * w))));
}
