/** Gauss–Hermite quadrature. */
import { symmetricEigen } from "../../linalg/mod.ts";

/** Nodes in ascending order, and weights, for ∫ f(z) e^(−z²) dz ≈ Σ w f(z). */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Nodes and weights, the outermost weights with full relative accuracy: a function that grows fast meets them.
 *
 * Eigenvalues of the Jacobi matrix (Golub and Welsch, 1969), polished by Newton's method on the orthonormal polynomials,
 * whose values also give the weights.
 *
 * @param n number of nodes, 1 … 200
 * @throws {RangeError} for another number
 */
export function gaussHermite(n: number): Quadrature {
  if (!Number.isInteger(n) || n < 1 || n > 200) {
    throw new RangeError(`gaussHermite: the number of nodes must be an integer in 1 … 200, got ${n}`);
  }
  const jacobi = new Float64Array(n * n);
  for (let i = 1; i < n; i++) jacobi[i * n + i - 1] = jacobi[(i - 1) * n + i] = Math.sqrt(i / 2);
  const nodes = Float64Array.from(symmetricEigen(jacobi, n).values).sort(), weights = new Float64Array(n);
  nodes.forEach((start, i) => {
    let z = start;
    for (let step = 0; step < 3; step++) {
      const { last, before } = orthonormalHermite(n, z);
      z -= last / (Math.sqrt(2 * n) * before);
    }
    nodes[i] = z;
    weights[i] = 1 / (n * orthonormalHermite(n, z).before ** 2);
  });
  return { nodes, weights };
}

/** h_n and h_{n−1} at z: √(k + 1) h_{k+1} = √2 z h_k − √k h_{k−1}. */
function orthonormalHermite(n: number, z: number): { last: number; before: number } {
  let before = 0, last = Math.PI ** -0.25;
  for (let k = 0; k < n; k++) {
    [before, last] = [last, (Math.SQRT2 * z * last - Math.sqrt(k) * before) / Math.sqrt(k + 1)];
  }
  return { last, before };
}
