/** The number of independent tangent functions of a model at a point. */
import { Matrix, QrDecomposition } from "ml-matrix";
import { jacobiSvd } from "../linalg/jacobi_svd.ts";
import { numericalRank, type NumericalRankOptions } from "../linalg/numerical_rank.ts";
import { requireFinite } from "../checks.ts";
import { type DifferentiableModel, requireFitting } from "./model.ts";

/**
 * Singular values of the Jacobian `[n, M]` at sample points, in descending order: the directions of the parameters
 * change what the samples show.
 *
 * @throws {RangeError} for parameters or inputs that do not fit the model
 */
export function jacobianSpectrum(
  model: DifferentiableModel,
  theta: Float64Array,
  inputs: Float64Array,
): Float64Array {
  requireFitting("jacobianSpectrum", model, theta, inputs);
  const columns = model.parameterCount, rows = inputs.length / model.inputSize;
  const jacobian = model.jacobian(theta, inputs);
  requireFinite("jacobianSpectrum", "the Jacobian", jacobian);
  if (rows <= columns) return jacobiSvd(jacobian, rows, columns).values;
  // The triangle of a QR decomposition has the same singular values and fewer rows.
  const triangle = new QrDecomposition(Matrix.from1DArray(rows, columns, jacobian)).upperTriangularMatrix;
  return jacobiSvd(triangle.to1DArray(), columns, columns).values;
}

/**
 * rank_S(θ), the rank of the Jacobian at n sample points. Samples determine the target locally at θ exactly where it is
 * the model rank R_f(θ) (Zhang et al., Local Linear Recovery, corollary 1).
 *
 * @param theta `[M]`
 * @param inputs `[n, inputSize]`
 * @throws {RangeError} for parameters or inputs that do not fit the model
 */
export function empiricalModelRank(
  model: DifferentiableModel,
  theta: Float64Array,
  inputs: Float64Array,
  options: NumericalRankOptions = {},
): number {
  return numericalRank(jacobianSpectrum(model, theta, inputs), options);
}

/** Options of {@linkcode modelRank}. */
export interface ModelRankOptions extends NumericalRankOptions {
  /** Random inputs `[N, inputSize]`, or all inputs there are; N ≥ M, better 3M, for a model on infinitely many. */
  readonly probes: Float64Array;
  /** Whether `probes` are all inputs that the model has, so that fewer than M may do. */
  readonly allInputs?: boolean;
}

/**
 * R_f(θ) = dim span{∂f/∂θ_i(·; θ)}, the model rank at a point (paper 09, section 2), as rank of the Jacobian at probes.
 *
 * @throws {RangeError} for fewer probes than parameters, or parameters that do not fit the model
 */
export function modelRank(
  model: DifferentiableModel,
  theta: Float64Array,
  { probes, allInputs = false, ...options }: ModelRankOptions,
): number {
  const count = probes.length / model.inputSize;
  if (!allInputs && count < model.parameterCount) {
    throw new RangeError(
      `modelRank: ${count} probes cannot show a rank of up to ${model.parameterCount} parameters, give as many or more`,
    );
  }
  return empiricalModelRank(model, theta, probes, options);
}
