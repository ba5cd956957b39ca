import { requireInteger, requireRows } from "../../checks.ts";
import { cosineSimilarityMatrix } from "../../linalg/cosine_similarity.ts";

/**
 * κ: the mean of |D_{ij}| over pairs of different neurons, 1 if all weights lie on one line (paper 03, section 2).
 *
 * @param rows input weights of two neurons or more, one row each ({@linkcode neuronWeights})
 * @param columns number of inputs d
 * @returns a number in [0, 1]
 * @throws {RangeError} for fewer than two rows, incomplete rows, numbers that are not finite, or a neuron of norm
 * zero
 */
export function condensationIndex(rows: ArrayLike<number>, columns: number): number {
  const n = requireRows("condensationIndex", "the matrix", rows, columns, 2);
  const cosines = cosineSimilarityMatrix(rows, columns);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) sum += Math.abs(cosines[i * n + j]);
  }
  return sum / (n * (n - 1) / 2);
}

/**
 * √(2/(πd)): κ of neurons with random directions in d dimensions, d large (0.10 at d = 64).
 *
 * @throws {RangeError} for a d that is not a positive integer
 */
export function randomCondensation(inputs: number): number {
  requireInteger("randomCondensation", "the number of inputs", inputs, 1, Infinity);
  return Math.sqrt(2 / (Math.PI * inputs));
}
