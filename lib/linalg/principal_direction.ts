import { generator, normalArray } from "../random/mod.ts";
import { binaryScale } from "../stats/binary_scale.ts";
import { norm } from "./norm.ts";

/** Options of {@link principalDirection}. */
export interface PrincipalDirectionOptions {
  /** Whether to subtract the mean row first (covariance); false uses the plain second moments. Default true. */
  readonly centre?: boolean;
  /** Stop when ‖Cv − λv‖ ≤ tolerance · λ; default 1e-9. */
  readonly tolerance?: number;
  /** Give up after this many iterations; default 10 000. */
  readonly maxIterations?: number;
}

/** Result of {@link principalDirection}. */
export interface PrincipalDirection {
  /** unit vector, one entry per column; its entry of largest modulus (the first, on a tie) is positive */
  readonly direction: Float64Array;
  /**
   * variance of the rows along the direction, the top eigenvalue of the covariance (divided by n); ∞ if it exceeds the
   * largest number
   */
  readonly variance: number;
  /** fraction of the total variance, in (0, 1] */
  readonly explained: number;
  /** iterations needed */
  readonly iterations: number;
}

/** Thrown when an iteration does not reach its tolerance. */
export class ConvergenceError extends Error {
  override readonly name = "ConvergenceError";
}

/**
 * Finds the first principal direction of the rows of X: the top eigenvector of their covariance, by power iteration on
 * Xᵀ(Xv)/n, so that the d × d covariance is never formed.
 *
 * The start is a fixed random vector, since a special one could be orthogonal to the answer. If the two largest
 * eigenvalues agree within the tolerance, any direction in their plane meets the criterion.
 *
 * @param X n rows of d columns, row-major
 * @param columns d
 * @param options centring, tolerance, iterations
 * @throws {RangeError} if X does not hold whole rows, a number is not finite, an option is out of range, or the rows
 * have no variance
 * @throws {ConvergenceError} if the tolerance is not reached in `maxIterations`
 */
export function principalDirection(
  X: ArrayLike<number>,
  columns: number,
  options: PrincipalDirectionOptions = {},
): PrincipalDirection {
  requireRows(X, columns);
  const scale = binaryScale(X);
  if (scale === 1) return iterate(X, columns, options);
  const found = iterate(Float64Array.from(X, (value) => value / scale), columns, options);
  return { ...found, variance: found.variance * scale * scale };
}

/** The power iteration itself, on numbers whose squares are finite. */
function iterate(
  X: ArrayLike<number>,
  columns: number,
  { centre = true, tolerance = 1e-9, maxIterations = 10_000 }: PrincipalDirectionOptions,
): PrincipalDirection {
  const rows = X.length / columns;
  if (!(tolerance > 0)) {
    throw new RangeError(`principalDirection: the tolerance must be > 0, got ${tolerance}`);
  }
  if (!Number.isInteger(maxIterations) || maxIterations < 1) {
    throw new RangeError(`principalDirection: maxIterations must be an integer ≥ 1, got ${maxIterations}`);
  }
  const mean = centre ? meanRow(X, rows, columns) : new Float64Array(columns);
  if (!hasVariance(X, columns, centre)) {
    throw new RangeError("principalDirection: the rows have no variance, so no direction is principal");
  }
  const total = totalVariance(X, columns, mean) / rows;

  let direction = normalised(normalArray(generator(0, "principal direction"), columns, 0, 1));
  let residual = Infinity;
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const image = covarianceTimes(X, rows, mean, direction);
    const variance = dot(direction, image);
    residual = norm(image.map((value, j) => value - variance * direction[j])) / variance;
    if (variance > 0 && residual <= tolerance) {
      return {
        direction: withSign(direction),
        variance,
        explained: Math.min(1, variance / total),
        iterations,
      };
    }
    direction = normalised(image);
  }
  throw new ConvergenceError(
    `principalDirection: after ${maxIterations} iterations the relative residual is ${
      residual.toExponential(2)
    }, ` +
      `above the tolerance ${tolerance}; the two largest eigenvalues are close, so allow more iterations or a ` +
      "larger tolerance",
  );
}

/** Throws if X does not hold whole rows of finite numbers. */
function requireRows(X: ArrayLike<number>, columns: number): void {
  if (!Number.isInteger(columns) || columns < 1) {
    throw new RangeError(`principalDirection: the number of columns must be an integer ≥ 1, got ${columns}`);
  }
  if (X.length === 0 || X.length % columns !== 0) {
    throw new RangeError(
      `principalDirection: X must hold whole rows of ${columns} columns and at least one, got ${X.length} numbers`,
    );
  }
  for (let i = 0; i < X.length; i++) {
    if (!Number.isFinite(X[i])) {
      throw new RangeError(`principalDirection: X[${i}] is ${X[i]}, all entries must be finite`);
    }
  }
}

/** Compares the entries themselves, since the variance of equal rows is not exactly zero once the mean is rounded. */
function hasVariance(X: ArrayLike<number>, columns: number, centre: boolean): boolean {
  for (let i = 0; i < X.length; i++) {
    if (X[i] !== (centre ? X[i % columns] : 0)) return true;
  }
  return false;
}

function meanRow(X: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const mean = new Float64Array(columns);
  for (let i = 0; i < X.length; i++) mean[i % columns] += X[i] / rows;
  return mean;
}

function totalVariance(X: ArrayLike<number>, columns: number, mean: Float64Array): number {
  let total = 0;
  for (let i = 0; i < X.length; i++) total += (X[i] - mean[i % columns]) ** 2;
  return total;
}

/** (1/n) Σ_i (x_i − m) ((x_i − m)·v), in one pass over the rows. */
function covarianceTimes(
  X: ArrayLike<number>,
  rows: number,
  mean: Float64Array,
  vector: Float64Array,
): Float64Array {
  const columns = vector.length;
  const image = new Float64Array(columns);
  const offset = dot(mean, vector);
  let sumOfScores = 0;
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    let score = -offset;
    for (let j = 0; j < columns; j++) score += X[start + j] * vector[j];
    for (let j = 0; j < columns; j++) image[j] += score * X[start + j];
    sumOfScores += score;
  }
  for (let j = 0; j < columns; j++) image[j] = (image[j] - sumOfScores * mean[j]) / rows;
  return image;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}

function normalised(vector: Float64Array): Float64Array {
  const length = norm(vector);
  return vector.map((value) => value / length);
}

function withSign(direction: Float64Array): Float64Array {
  const largest = direction.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
  // Entries that are equal up to rounding must not be decided by their rounding errors.
  const leading = direction.findIndex((value) => Math.abs(value) >= largest * (1 - 1e-6));
  return direction[leading] < 0 ? direction.map((value) => -value) : direction;
}
