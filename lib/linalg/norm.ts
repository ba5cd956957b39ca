/**
 * Computes the Euclidean norm of a vector.
 *
 * @param vector any number of entries; the norm of none is 0
 */
export function norm(vector: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < vector.length; j++) sum += vector[j] * vector[j];
  return Math.sqrt(sum);
}
