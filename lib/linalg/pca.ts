import { symmetricEigen } from "./symmetric_eigen.ts";

/** Eigenpairs, largest first. */
export interface EigenPairs {
  readonly values: Float64Array;
  /** unit vectors, one for each value */
  readonly vectors: readonly Float64Array[];
}

/** Relative size up to which asymmetry and negative eigenvalues count as rounding errors. */
const ROUNDING = 1e-8;

/**
 * Eigenpairs of a symmetric matrix, such as a Hessian, largest eigenvalue first.
 *
 * @param matrix `[n, n]`, row-major
 * @param n number of rows
 * @throws {RangeError} if the matrix is not n × n, not finite, or differs from its mirror image by more than 10⁻⁸ of
 * its largest entry
 */
export function symEig(matrix: ArrayLike<number>, n: number): EigenPairs {
  if (matrix.length !== n * n) {
    throw new RangeError(`symEig: ${matrix.length} numbers are no matrix of ${n} × ${n}`);
  }
  let largest = 0, asymmetry = 0;
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const here = matrix[row * n + column];
      largest = Math.max(largest, Math.abs(here));
      asymmetry = Math.max(asymmetry, Math.abs(here - matrix[column * n + row]));
    }
  }
  if (asymmetry > ROUNDING * largest) {
    throw new RangeError(
      `symEig: the matrix is not symmetric: entries differ from their mirror images by ${asymmetry}, allowed is ` +
        `${ROUNDING} of the largest, ${largest}`,
    );
  }
  const { values, vectors } = symmetricEigen(matrix, n);
  return {
    values: values.slice().reverse(),
    vectors: Array.from({ length: n }, (_, k) => vectors.slice((n - 1 - k) * n, (n - k) * n)),
  };
}

/**
 * Principal components of a covariance matrix, largest variance first.
 *
 * @param covariance `[n, n]`, row-major
 * @param n number of rows
 * @returns eigenpairs; eigenvalues that rounding made negative are 0
 * @throws {RangeError} as {@linkcode symEig}, and for an eigenvalue below −10⁻⁸ of the largest, which no covariance has
 */
export function pca(covariance: ArrayLike<number>, n: number): EigenPairs {
  const { values, vectors } = symEig(covariance, n), least = values[n - 1];
  if (least < -ROUNDING * Math.max(values[0], 0) && least < 0) {
    throw new RangeError(
      `pca: eigenvalue ${least} is negative, with ${values[0]} as the largest; a covariance has none`,
    );
  }
  return { values: values.map((value) => Math.max(0, value)), vectors };
}
