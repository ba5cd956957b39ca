/** Alignment of the large directions of a noise covariance and of a Hessian. */
import { orthogonalise, unit } from "../linalg/orthogonalise.ts";
import { type Generator, normalArray } from "../random/mod.ts";

/**
 * α = Tr(HΣ) / (‖H‖_F ‖Σ‖_F), the cosine between two symmetric matrices.
 *
 * @param H `[n, n]`
 * @param covariance Σ, `[n, n]`
 * @throws {RangeError} for matrices of unequal size, or of norm zero or not finite
 */
export function alignment(H: ArrayLike<number>, covariance: ArrayLike<number>): number {
  requireAlike("alignment", H, covariance);
  const norms = Math.sqrt(product(H, H)) * Math.sqrt(product(covariance, covariance));
  if (!(norms > 0) || !Number.isFinite(norms)) {
    throw new RangeError(`alignment: the product of both norms is ${norms}, it must be positive and finite`);
  }
  return product(H, covariance) / norms;
}

/**
 * Tr(HΣ) / Tr(HΣ̄) with Σ̄ = (Tr Σ/n) I: 1 for noise that is the same in all directions.
 *
 * @param H `[n, n]`
 * @param covariance Σ, `[n, n]`
 * @throws {RangeError} for matrices that are not square or of unequal size, or where a trace is zero or not finite
 */
export function traceAlignment(H: ArrayLike<number>, covariance: ArrayLike<number>): number {
  requireAlike("traceAlignment", H, covariance);
  const n = Math.sqrt(H.length), isotropic = trace(H, n) * trace(covariance, n) / n;
  if (isotropic === 0 || !Number.isFinite(isotropic)) {
    throw new RangeError(`traceAlignment: Tr H · Tr Σ / n is ${isotropic}, it must be finite and not 0`);
  }
  return product(H, covariance) / isotropic;
}

/** Eigenvalues of a covariance. */
export interface Spectrum {
  /** The largest, k of n. */
  readonly values: ArrayLike<number>;
  /** Mean of the other n − k; 0 by default. */
  readonly rest?: number;
}

/**
 * Alignments of H with covariances of one spectrum and random orthonormal eigenvectors: what a covariance of this
 * spectrum has by chance. (Two positive matrices are never at right angles, so a small number alone shows nothing.)
 *
 * Only the k leading eigenvectors are drawn; the others' eigenvalues are taken as equal, so that their directions do
 * not matter.
 *
 * @param H `[n, n]`
 * @param spectrum eigenvalues of Σ
 * @param rotations how many are drawn
 * @param generator advanced by k·n normals per rotation
 * @returns α and the trace ratio of each draw
 * @throws {RangeError} for a number of rotations that is not a positive integer, no eigenvalue or more than n, one that
 *   is not finite, or a matrix that is not square, or has norm or trace zero
 */
export function equalSpectrumNull(
  H: ArrayLike<number>,
  { values, rest = 0 }: Spectrum,
  rotations: number,
  generator: Generator,
): { alignments: number[]; traceRatios: number[] } {
  const n = Math.sqrt(H.length), k = values.length;
  requireAlike("equalSpectrumNull", H, H);
  if (!Number.isInteger(rotations) || rotations < 1) {
    throw new RangeError(`equalSpectrumNull: rotations must be a positive integer, got ${rotations}`);
  }
  if (k < 1 || k > n) throw new RangeError(`equalSpectrumNull: ${k} eigenvalues of a matrix of ${n} × ${n}`);
  const bad = [...Array.from(values), rest].find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`equalSpectrumNull: an eigenvalue is ${bad}`);
  let squares = (n - k) * rest * rest, sum = (n - k) * rest;
  for (let j = 0; j < k; j++) [squares, sum] = [squares + values[j] ** 2, sum + values[j]];
  const norms = Math.sqrt(product(H, H) * squares), isotropic = trace(H, n) * sum / n;
  if (!(norms > 0) || isotropic === 0) {
    throw new RangeError(
      `equalSpectrumNull: the product of both norms is ${norms} and that of both traces ${isotropic}; neither may be 0`,
    );
  }
  const drawn = Array.from({ length: rotations }, () => {
    const directions: Float64Array[] = [];
    let overlap = rest * trace(H, n);
    for (let j = 0; j < k; j++) {
      const normal = normalArray(generator, n, 0, 1);
      orthogonalise(normal, directions);
      const direction = unit(normal);
      directions.push(direction);
      overlap += (values[j] - rest) * quadratic(H, direction);
    }
    return overlap;
  });
  return {
    alignments: drawn.map((overlap) => overlap / norms),
    traceRatios: drawn.map((overlap) => overlap / isotropic),
  };
}

/** vᵀHv. */
function quadratic(H: ArrayLike<number>, v: Float64Array): number {
  const n = v.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let j = 0; j < n; j++) row += H[i * n + j] * v[j];
    sum += v[i] * row;
  }
  return sum;
}

function requireAlike(where: string, H: ArrayLike<number>, covariance: ArrayLike<number>): void {
  const n = Math.sqrt(H.length);
  if (!Number.isInteger(n) || n < 1 || covariance.length !== H.length) {
    throw new RangeError(
      `${where}: needs two square matrices of one size, got ${H.length} and ${covariance.length} numbers`,
    );
  }
}

function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function trace(matrix: ArrayLike<number>, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += matrix[i * n + i];
  return sum;
}
