/** Vectors made orthogonal to a basis. */
import { norm } from "./norm.ts";

/** Removes the components of `vector` in the basis; twice, since one pass leaves rounding errors (Kahan). */
export function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const share = dot(direction, vector);
      for (let i = 0; i < vector.length; i++) vector[i] -= share * direction[i];
    }
  }
}

/** Scalar product of two vectors of equal length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** The vector divided by its norm. */
export function unit(vector: Float64Array): Float64Array {
  const length = norm(vector);
  return vector.map((value) => value / length);
}

/**
 * A unit vector orthogonal to a basis: the remainder of the coordinate axis that is closest to orthogonal.
 *
 * @param basis orthonormal vectors, fewer than `dimension`
 */
export function unitBeyond(basis: readonly Float64Array[], dimension: number): Float64Array {
  const inside = new Float64Array(dimension);
  for (const vector of basis) {
    for (let i = 0; i < dimension; i++) inside[i] += vector[i] * vector[i];
  }
  let axis = 0;
  for (let i = 1; i < dimension; i++) if (inside[i] < inside[axis]) axis = i;
  const rest = new Float64Array(dimension);
  rest[axis] = 1;
  orthogonalise(rest, basis);
  return unit(rest);
}
