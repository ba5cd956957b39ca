/** Models that are linear in their inputs, with coefficients that are products of parameters. */
import { requireInteger } from "../checks.ts";
import { type Generator, sampleWithoutReplacement } from "../random/mod.ts";
import type { Samples, TrainableModel } from "./model.ts";

/**
 * The model f(x) = Σ_j c_j(θ)·x_j on d inputs, where c_j is the product of its own parameters.
 *
 * @param factors number of parameters of each coefficient, 1 or more: [1, 1, 1] is linear regression, [1, 1, 2] is
 * θ₀x₀ + θ₁x₁ + θ₂θ₃x₂, [L, …, L] a diagonal network of depth L
 * @throws {RangeError} for no coefficients or a number that is not a positive integer
 */
export function productModel(factors: readonly number[]): TrainableModel {
  requireInteger("productModel", "the number of coefficients", factors.length);
  factors.forEach((count) => requireInteger("productModel", "the number of factors", count));
  const d = factors.length,
    first = factors.map((_, j) => factors.slice(0, j).reduce((sum, count) => sum + count, 0));
  const parameterCount = factors.reduce((sum, count) => sum + count, 0);
  /** c_j and, for each of its parameters, the product of the others. */
  const coefficients = (theta: Float64Array, values: Float64Array, slopes: Float64Array) => {
    for (let j = 0; j < d; j++) {
      const from = first[j], to = from + factors[j];
      let all = 1;
      for (let p = from; p < to; p++) all *= theta[p];
      values[j] = all;
      for (let p = from; p < to; p++) {
        let others = 1;
        for (let q = from; q < to; q++) if (q !== p) others *= theta[q];
        slopes[p] = others;
      }
    }
  };
  const at = (theta: Float64Array) => {
    const values = new Float64Array(d), slopes = new Float64Array(parameterCount);
    coefficients(theta, values, slopes);
    return { values, slopes };
  };
  return {
    parameterCount,
    inputSize: d,
    values(theta, inputs) {
      const { values } = at(theta);
      return Float64Array.from({ length: inputs.length / d }, (_, i) => {
        let sum = 0;
        for (let j = 0; j < d; j++) sum += values[j] * inputs[i * d + j];
        return sum;
      });
    },
    jacobian(theta, inputs) {
      const { slopes } = at(theta), n = inputs.length / d, result = new Float64Array(n * parameterCount);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < d; j++) {
          for (let p = first[j]; p < first[j] + factors[j]; p++) {
            result[i * parameterCount + p] = slopes[p] * inputs[i * d + j];
          }
        }
      }
      return result;
    },
    lossGradient({ inputs, targets }: Samples) {
      const n = targets.length, values = new Float64Array(d), slopes = new Float64Array(parameterCount);
      const byCoefficient = new Float64Array(d);
      return (theta, gradient) => {
        coefficients(theta, values, slopes);
        byCoefficient.fill(0);
        let sum = 0;
        for (let i = 0; i < n; i++) {
          let residual = -targets[i];
          for (let j = 0; j < d; j++) residual += values[j] * inputs[i * d + j];
          sum += residual * residual;
          for (let j = 0; j < d; j++) byCoefficient[j] += 2 * residual / n * inputs[i * d + j];
        }
        for (let j = 0; j < d; j++) {
          for (let p = first[j]; p < first[j] + factors[j]; p++) gradient[p] = slopes[p] * byCoefficient[j];
        }
        return sum / n;
      };
    },
  };
}

/**
 * f_L = θ₀ + θ₁x₁ + θ₂x₂ or f_NL = θ₀ + θ₁x₁ + θ₂θ₃x₂ (paper 09, section 2), which express the same functions; inputs
 * are (1, x₁, x₂).
 */
export function lineModel(kind: "linear" | "reparameterised"): TrainableModel {
  return productModel(kind === "linear" ? [1, 1, 1] : [1, 1, 2]);
}

/** The diagonal network of depth L on d inputs, f = Σ_j (a_j^[1] ⋯ a_j^[L]) x_j. */
export function diagonalNetwork(d: number, depth: number): TrainableModel {
  requireInteger("diagonalNetwork", "the number of inputs", d);
  requireInteger("diagonalNetwork", "the depth", depth);
  return productModel(Array.from({ length: d }, () => depth));
}

/**
 * R(θ) of a diagonal network of depth L ≥ 2: 1 for each coefficient, but 0 where two or more of its factors are 0.
 *
 * ```ts
 * import { diagonalRank } from "@paper-notebooks/lib/identifiability";
 *
 * if (diagonalRank([1, 2, 0, 0], 2) !== 1) throw new Error("two zero factors: no direction of the second");
 * ```
 *
 * @param theta `[d · L]`
 * @throws {RangeError} for a depth below 2 or parameters that are not whole coefficients
 */
export function diagonalRank(theta: ArrayLike<number>, depth: number): number {
  requireInteger("diagonalRank", "the depth", depth, 2);
  if (theta.length % depth !== 0) {
    throw new RangeError(
      `diagonalRank: ${theta.length} parameters are no whole coefficients of ${depth} factors`,
    );
  }
  const groups = Array.from(
    { length: theta.length / depth },
    (_, j) => Array.from(theta).slice(j * depth, (j + 1) * depth),
  );
  return groups.filter((factors) => factors.filter((value) => value === 0).length < 2).length;
}

/**
 * d coefficients of which k are ±1, at random places, and the others 0.
 *
 * @throws {RangeError} for a k that is not in 0 … d
 */
export function sparseCoefficients(d: number, k: number, generator: Generator): Float64Array {
  const coefficients = new Float64Array(d);
  for (const place of sampleWithoutReplacement(generator, d, k)) {
    coefficients[place] = generator.integer(2) === 0 ? -1 : 1;
  }
  return coefficients;
}

/**
 * Parameters `[d · L]` of a diagonal network that has given coefficients of 0 or ±1, at the point of least rank: all
 * factors of a coefficient are 0, or ±1 with its sign on the first.
 */
export function sparsestFactors(coefficients: Float64Array, depth: number): Float64Array {
  requireInteger("sparsestFactors", "the depth", depth);
  return Float64Array.from({ length: coefficients.length * depth }, (_, p) => {
    const value = coefficients[Math.floor(p / depth)];
    return p % depth === 0 ? value : Math.abs(value);
  });
}
