/** Smoothing of models and gradients. */
import { requireInteger, requirePositive, requireVector } from "../../checks.ts";

/** Standard deviations that the kernel reaches on each side. */
const REACH = 3.5;

/** Weights of a Gaussian of the given width in cells, from −reach to reach, with sum 1. */
export function gaussianWeights(sigma: number, reach = Math.floor(REACH * sigma + 0.5)): Float64Array {
  const weights = Float64Array.from(
    { length: 2 * reach + 1 },
    (_, i) => Math.exp(-(((i - reach) / sigma) ** 2) / 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * Values under a Gaussian of `sigma` cells along both axes, mirrored at the edges (an edge cell counts twice).
 *
 * @param values `[nz][nx]`, row-major
 * @returns `[nz][nx]`
 * @throws {RangeError} for a width that is not positive, or values that do not fit the grid
 */
export function gaussianSmooth(
  values: ArrayLike<number>,
  { nz, nx }: { nz: number; nx: number },
  sigma: number,
): Float64Array {
  const owner = "gaussianSmooth";
  requirePositive(owner, "sigma", sigma);
  requireInteger(owner, "nz", nz);
  requireInteger(owner, "nx", nx);
  requireVector(owner, "values", values, nz * nx);
  const weights = gaussianWeights(sigma);
  const across = alongAxis(values, nz, nx, nx, 1, weights);
  return alongAxis(across, nx, nz, 1, nx, weights);
}

/** Lines of `length` values `step` apart, which begin `jump` apart, each under the weights. */
function alongAxis(
  values: ArrayLike<number>,
  lines: number,
  length: number,
  jump: number,
  step: number,
  weights: Float64Array,
): Float64Array {
  const result = new Float64Array(values.length), reach = (weights.length - 1) / 2;
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        sum += weights[k + reach] * values[line * jump + mirrored(i + k, length) * step];
      }
      result[line * jump + i * step] = sum;
    }
  }
  return result;
}

/** … 1 0 | 0 1 2 … n−1 | n−1 n−2 … */
function mirrored(i: number, n: number): number {
  const period = 2 * n, at = ((i % period) + period) % period;
  return at < n ? at : period - 1 - at;
}
