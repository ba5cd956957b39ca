/** Vectors made orthogonal to a basis. */
import { norm } from "./norm.ts";

/** Remove from `vector` what lies in the basis; twice, since once leaves rounding errors (Kahan). */
export function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const share = dot(direction, vector);
      for (let i = 0; i < vector.length; i++) vector[i] -= share * direction[i];
    }
  }
}

/** Scalar product of two vectors of one length. */
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
