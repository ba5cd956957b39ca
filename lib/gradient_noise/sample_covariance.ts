/** Covariances of rows, as matrices or as products with vectors. */
import type { Rows } from "./samples.ts";

/**
 * Rows without their mean (`"mean"`), or without the straight line through time that fits each column best (`"trend"`):
 * a window of a trajectory drifts, and the drift is not noise.
 *
 * @param rows N rows, in the order of time
 * @param what what to subtract
 * @throws {RangeError} for fewer than 2 rows (mean) or 3 (trend)
 */
export function centredRows({ rows, count, columns }: Rows, what: "mean" | "trend" = "mean"): Rows {
  const least = what === "trend" ? 3 : 2;
  if (count < least) {
    throw new RangeError(`centredRows: ${count} rows, taking off a ${what} needs ${least} or more`);
  }
  const mean = new Float64Array(columns), slope = new Float64Array(columns), middle = (count - 1) / 2;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    squares += (i - middle) ** 2;
    for (let j = 0; j < columns; j++) {
      mean[j] += rows[i * columns + j] / count;
      slope[j] += (i - middle) * rows[i * columns + j];
    }
  }
  const centred = new Float64Array(rows.length);
  for (let i = 0; i < count; i++) {
    const time = what === "trend" ? (i - middle) / squares : 0;
    for (let j = 0; j < columns; j++) {
      centred[i * columns + j] = rows[i * columns + j] - mean[j] - time * slope[j];
    }
  }
  return { rows: centred, count, columns };
}

/**
 * Covariance of rows (divisor N − 1).
 *
 * @param sample N rows
 * @param centre what is subtracted first
 * @returns `[P, P]`, row-major
 */
export function sampleCovariance(sample: Rows, centre: "mean" | "trend" = "mean"): Float64Array {
  const { rows, count, columns } = centredRows(sample, centre);
  const covariance = new Float64Array(columns * columns);
  for (let i = 0; i < count; i++) {
    const row = rows.subarray(i * columns, (i + 1) * columns);
    for (let a = 0; a < columns; a++) {
      const factor = row[a] / (count - 1), at = a * columns;
      if (factor === 0) continue;
      for (let b = a; b < columns; b++) covariance[at + b] += factor * row[b];
    }
  }
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < a; b++) covariance[a * columns + b] = covariance[b * columns + a];
  }
  return covariance;
}

/**
 * v ↦ Cov·v without the covariance, for blocks too large to form it.
 *
 * @param centred rows from {@linkcode centredRows}
 */
export function covarianceProduct(
  { rows, count, columns }: Rows,
): (vector: ArrayLike<number>) => Float64Array {
  return (vector) => {
    const image = new Float64Array(columns);
    for (let i = 0; i < count; i++) {
      const at = i * columns;
      let score = 0;
      for (let j = 0; j < columns; j++) score += rows[at + j] * vector[j];
      score /= count - 1;
      for (let j = 0; j < columns; j++) image[j] += score * rows[at + j];
    }
    return image;
  };
}

/**
 * Variance of rows along a direction of any length: u·D has the variance of the projection on the unit vector.
 *
 * @param sample N rows, the mean is subtracted
 * @param direction P numbers
 * @throws {RangeError} for a direction of another length, or of norm zero
 */
export function projectedVariance(sample: Rows, direction: ArrayLike<number>): number {
  const { rows, count, columns } = sample;
  if (direction.length !== columns) {
    throw new RangeError(
      `projectedVariance: a direction of ${direction.length} for rows of ${columns} numbers`,
    );
  }
  let squaredNorm = 0;
  for (let j = 0; j < columns; j++) squaredNorm += direction[j] ** 2;
  if (!(squaredNorm > 0) || !Number.isFinite(squaredNorm)) {
    throw new RangeError(
      `projectedVariance: the direction has squared norm ${squaredNorm}, it must be positive`,
    );
  }
  if (count < 2) throw new RangeError(`projectedVariance: ${count} rows, a variance needs 2 or more`);
  let sum = 0, squares = 0;
  const offset = score(0);
  function score(i: number): number {
    let projection = 0;
    for (let j = 0; j < columns; j++) projection += rows[i * columns + j] * direction[j];
    return projection;
  }
  for (let i = 0; i < count; i++) {
    const value = score(i) - offset;
    sum += value;
    squares += value * value;
  }
  return Math.max(0, squares - sum * sum / count) / (count - 1) / squaredNorm;
}
