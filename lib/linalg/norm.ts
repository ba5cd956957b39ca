import { binaryScale } from "../stats/binary_scale.ts";

/** A sum of squares below this, 2^−900, may have lost squares to underflow. */
const LEAST_SUM = 2 ** -900;

/**
 * Computes the Euclidean norm of a vector, even if squares of its entries would overflow or underflow.
 *
 * @param vector any number of entries; the norm of none is 0
 */
export function norm(vector: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < vector.length; j++) sum += vector[j] * vector[j];
  if (sum >= LEAST_SUM && sum < Infinity) return Math.sqrt(sum);
  const scale = binaryScale(vector);
  sum = 0;
  for (let j = 0; j < vector.length; j++) {
    const share = vector[j] / scale;
    sum += share * share;
  }
  return scale * Math.sqrt(sum);
}
