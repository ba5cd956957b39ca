/** Approximate eigenpairs from a Krylov basis. */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { binaryScale } from "../stats/binary_scale.ts";

/** Eigenpairs that {@link ritzPairs} finds, largest eigenvalue first. */
export interface RitzPairs {
  readonly eigenvalues: Float64Array;
  /** unit vectors */
  readonly eigenvectors: readonly Float64Array[];
  /** ‖Av − λv‖ of each, by the recurrence */
  readonly residuals: Float64Array;
}

/**
 * The `count` largest eigenpairs of A in a basis, from those of the tridiagonal matrix T = QᵀAQ.
 *
 * @param basis orthonormal vectors Q
 * @param diagonal diagonal of T
 * @param coupling entries beside the diagonal
 * @param beta norm of the part that A maps out of the basis; the residual is β times the last entry of T's eigenvector
 */
export function ritzPairs(
  basis: readonly Float64Array[],
  diagonal: readonly number[],
  coupling: readonly number[],
  beta: number,
  count: number,
): RitzPairs {
  const k = basis.length, T = Matrix.zeros(k, k), scale = binaryScale([...diagonal, ...coupling]);
  for (let i = 0; i < k; i++) {
    T.set(i, i, diagonal[i] / scale);
    if (i + 1 < k) {
      T.set(i, i + 1, coupling[i] / scale);
      T.set(i + 1, i, coupling[i] / scale);
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(T, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b] - realEigenvalues[a])
    .slice(0, count);
  return {
    eigenvalues: Float64Array.from(order, (i) => scale * realEigenvalues[i]),
    eigenvectors: order.map((i) => combination(basis, eigenvectorMatrix.getColumn(i))),
    residuals: Float64Array.from(order, (i) => beta * Math.abs(eigenvectorMatrix.get(k - 1, i))),
  };
}

function combination(basis: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(basis[0].length);
  basis.forEach((vector, k) => {
    for (let i = 0; i < sum.length; i++) sum[i] += weights[k] * vector[i];
  });
  return sum;
}
