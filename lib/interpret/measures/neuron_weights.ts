import { requireRows } from "../../checks.ts";
import { transposed } from "../../linalg/transposed.ts";

/**
 * The input weights of each neuron as a row: a weight `[inputs, units]`, as in the models of `nn` (x W), to `[units,
 * inputs]`, whose rows paper 03 compares.
 *
 * @throws {RangeError} for incomplete rows or numbers that are not finite
 */
export function neuronWeights(weight: ArrayLike<number>, units: number): Float64Array {
  requireRows("neuronWeights", "the weight", weight, units);
  return transposed(weight, units);
}
