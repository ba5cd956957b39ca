/** How much a noise covariance and a Hessian have their large directions in common. */
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

/**
 * Σ with the same eigenvalues and random orthonormal eigenvectors: what alignment a covariance of this spectrum has by
 * chance. (Two positive matrices are never at right angles, so a small number alone shows nothing.)
 *
 * @param values eigenvalues of Σ, n numbers
 * @param generator advanced by n² normals
 * @returns `[n, n]`
 * @throws {RangeError} for no eigenvalue or one that is not finite
 */
export function randomlyRotated(values: ArrayLike<number>, generator: Generator): Float64Array {
  const n = values.length, directions: Float64Array[] = [];
  if (n === 0) throw new RangeError("randomlyRotated: there are no eigenvalues");
  const matrix = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    if (!Number.isFinite(values[k])) {
      throw new RangeError(`randomlyRotated: eigenvalue ${k} is ${values[k]}, all must be finite`);
    }
    const direction = randomDirection(n, directions, generator);
    directions.push(direction);
    for (let i = 0; i < n; i++) {
      const factor = values[k] * direction[i];
      for (let j = 0; j < n; j++) matrix[i * n + j] += factor * direction[j];
    }
  }
  return matrix;
}

/** A unit vector, uniform among those at right angles to some others. */
function randomDirection(n: number, others: readonly Float64Array[], generator: Generator): Float64Array {
  const direction = normalArray(generator, n, 0, 1);
  for (let pass = 0; pass < 2; pass++) {
    for (const other of others) {
      const share = product(other, direction);
      for (let i = 0; i < n; i++) direction[i] -= share * other[i];
    }
  }
  const length = Math.sqrt(product(direction, direction));
  return direction.map((value) => value / length);
}

/**
 * Mean alignment of H with covariances of one spectrum and random eigenvectors.
 *
 * @param H `[n, n]`
 * @param values eigenvalues of Σ
 * @param rotations how many are drawn
 * @param generator their source
 * @returns α and the trace ratio of each draw
 * @throws {RangeError} for a number of rotations that is no positive integer, or sizes that differ
 */
export function equalSpectrumNull(
  H: ArrayLike<number>,
  values: ArrayLike<number>,
  rotations: number,
  generator: Generator,
): { alignments: number[]; traceRatios: number[] } {
  if (!Number.isInteger(rotations) || rotations < 1) {
    throw new RangeError(`equalSpectrumNull: rotations must be a positive integer, got ${rotations}`);
  }
  const drawn = Array.from({ length: rotations }, () => {
    const rotated = randomlyRotated(values, generator);
    return [alignment(H, rotated), traceAlignment(H, rotated)];
  });
  return { alignments: drawn.map(([cosine]) => cosine), traceRatios: drawn.map(([, ratio]) => ratio) };
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
