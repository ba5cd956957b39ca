/** Starting points of trainings. */
import { type Generator, normalArray } from "../random/mod.ts";
import { requireFinite, requirePositive } from "../checks.ts";

/**
 * Independent normal parameters of standard deviation σ. A paper's "variance 10⁻⁸" is σ = 10⁻⁴.
 *
 * @throws {RangeError} for σ that is not positive: from zero no product of parameters ever moves
 */
export function smallStart(parameterCount: number, sigma: number, generator: Generator): Float64Array {
  requirePositive("smallStart", "sigma", sigma);
  return normalArray(generator, parameterCount, 0, sigma);
}

/**
 * θ* + εξ with ξ standard normal: a start at distance O(ε) from the best point, which expresses the target.
 *
 * @throws {RangeError} for parameters that are not finite or ε that is not positive
 */
export function optimisticStart(best: Float64Array, epsilon: number, generator: Generator): Float64Array {
  requireFinite("optimisticStart", "the parameters", best);
  requirePositive("optimisticStart", "epsilon", epsilon);
  const noise = normalArray(generator, best.length, 0, epsilon);
  return best.map((value, i) => value + noise[i]);
}
