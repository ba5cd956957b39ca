/** Linear models, which gradient descent from zero fits with the least norm. */
import { jacobiSvd } from "../linalg/jacobi_svd.ts";
import { requireFinite, requireInteger, requireVector } from "../checks.ts";

/** Singular values below this fraction of the largest one count as 0. */
const RANK_TOLERANCE = 1e-12;

/**
 * The coefficients c of least norm among those that minimise |Φc − y|², the limit of gradient descent from zero.
 *
 * @param features Φ `[n, columns]`, row-major
 * @param targets y `[n]`
 * @throws {RangeError} for numbers that are not finite, or features that do not fit the targets
 */
export function minimumNormFit(
  features: ArrayLike<number>,
  columns: number,
  targets: ArrayLike<number>,
): Float64Array {
  const where = "minimumNormFit", n = targets.length;
  requireInteger(where, "the number of samples", n);
  requireInteger(where, "the number of columns", columns);
  requireVector(where, "the features", features, n * columns);
  requireFinite(where, "the targets", targets);
  const { left, right, values } = jacobiSvd(features, n, columns),
    c = new Float64Array(columns),
    k = values.length;
  for (let m = 0; m < k && values[m] > RANK_TOLERANCE * values[0]; m++) {
    let share = 0;
    for (let i = 0; i < n; i++) share += left[i * k + m] * targets[i];
    for (let j = 0; j < columns; j++) c[j] += share / values[m] * right[j * k + m];
  }
  return c;
}

/**
 * Mean squared error of a linear model with coefficients c `[columns]` on features Φ `[n, columns]`, row-major.
 *
 * @throws {RangeError} for features that do not fit the targets
 */
export function linearError(
  coefficients: Float64Array,
  features: Float64Array,
  targets: Float64Array,
): number {
  const columns = coefficients.length;
  requireVector("linearError", "the features", features, targets.length * columns);
  let sum = 0;
  for (let i = 0; i < targets.length; i++) {
    let residual = -targets[i];
    for (let k = 0; k < columns; k++) residual += coefficients[k] * features[i * columns + k];
    sum += residual * residual;
  }
  return sum / targets.length;
}
