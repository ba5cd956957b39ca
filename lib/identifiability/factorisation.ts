/** Matrix factorisation f_θ = AB, whose samples are single entries. */
import { jacobiSvd } from "../linalg/jacobi_svd.ts";
import { requireFinite, requireInteger } from "../checks.ts";
import type { Samples, TrainableModel } from "./model.ts";

/**
 * The model AB with A and B of d × d, θ = [A; B] row-major (M = 2d²). A sample is the row-major index of an entry.
 *
 * @throws {RangeError} for a size that is not a positive integer; its functions for indices outside the matrix
 */
export function factorisation(d: number): TrainableModel {
  requireInteger("factorisation", "the size of the matrix", d);
  const square = d * d;
  return {
    parameterCount: 2 * square,
    inputSize: 1,
    values(theta, inputs) {
      const product = matrixProduct(theta, d), indices = entryIndices(inputs, d);
      return Float64Array.from(indices, (index) => product[index]);
    },
    jacobian(theta, inputs) {
      const indices = entryIndices(inputs, d), result = new Float64Array(indices.length * 2 * square);
      indices.forEach((index, i) => {
        const row = Math.floor(index / d), column = index % d, at = i * 2 * square;
        for (let j = 0; j < d; j++) {
          result[at + row * d + j] = theta[square + j * d + column];
          result[at + square + j * d + column] = theta[row * d + j];
        }
      });
      return result;
    },
    lossGradient: (samples) => entryLoss(samples, d),
  };
}

/** Only the entries that are seen are computed. */
function entryLoss({ inputs, targets }: Samples, d: number) {
  const n = targets.length, square = d * d, indices = entryIndices(inputs, d);
  const rows = indices.map((index) => Math.floor(index / d) * d),
    columns = indices.map((index) => square + index % d);
  return (theta: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const row = rows[i], column = columns[i];
      let residual = -targets[i];
      for (let j = 0; j < d; j++) residual += theta[row + j] * theta[column + j * d];
      sum += residual * residual;
      const slope = 2 * residual / n;
      for (let j = 0; j < d; j++) {
        gradient[row + j] += slope * theta[column + j * d];
        gradient[column + j * d] += slope * theta[row + j];
      }
    }
    return sum / n;
  };
}

function entryIndices(inputs: Float64Array, d: number): Int32Array {
  const seen = new Set<number>();
  for (const index of inputs) {
    requireInteger("factorisation", "the index of an entry", index, 0, d * d - 1);
    if (seen.has(index)) throw new RangeError(`factorisation: entry ${index} is given twice`);
    seen.add(index);
  }
  return Int32Array.from(inputs);
}

/** AB `[d, d]` of parameters [A; B]. */
export function matrixProduct(theta: Float64Array, d: number): Float64Array {
  const product = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) product[i * d + j] += theta[i * d + k] * theta[d * d + k * d + j];
    }
  }
  return product;
}

/**
 * The entries of a matrix at these indices, as samples.
 *
 * @param target d × d, row-major
 * @throws {RangeError} for a matrix that is not square or not finite, indices out of range or given twice, or none
 */
export function entrySamples(target: ArrayLike<number>, indices: ArrayLike<number>): Samples {
  const where = "entrySamples", d = squareSize(where, target);
  requireFinite(where, "the matrix", target);
  requireInteger(where, "the number of entries", indices.length, 1, d * d);
  const inputs = Float64Array.from(indices);
  entryIndices(inputs, d);
  return { inputs, targets: inputs.map((index) => target[index]) };
}

/** Number of rows of a square matrix; other matrices have the rectangular formula of `optimisticSampleSize`. */
export function squareSize(where: string, matrix: ArrayLike<number>): number {
  const d = Math.round(Math.sqrt(matrix.length));
  if (d < 1 || d * d !== matrix.length) {
    throw new RangeError(`${where}: a matrix of ${matrix.length} entries is not square`);
  }
  return d;
}

/**
 * Parameters [A; B] with AB = M* and AᵀA = BBᵀ: A = U√Σ, B = √ΣVᵀ, at which the model rank is least.
 *
 * @param target d × d, row-major
 * @throws {RangeError} for a matrix that is not square or not finite
 */
export function balancedFactors(target: ArrayLike<number>): Float64Array {
  const d = squareSize("balancedFactors", target);
  requireFinite("balancedFactors", "the matrix", target);
  const { left, right, values } = jacobiSvd(target, d, d), theta = new Float64Array(2 * d * d);
  for (let k = 0; k < d; k++) {
    // A direction that comes from rounding alone must not count in a rank.
    const root = values[k] > 1e-12 * values[0] ? Math.sqrt(values[k]) : 0;
    for (let i = 0; i < d; i++) {
      theta[i * d + k] = left[i * d + k] * root;
      theta[d * d + k * d + i] = right[i * d + k] * root;
    }
  }
  return theta;
}
