/** The tangent kernel of a network at its initial parameters. */
import * as tf from "@tensorflow/tfjs-core";
import { requireRows, requireVector } from "../checks.ts";
import { constant } from "../graph/mod.ts";
import { type Model, parameterCount, unflatten } from "../nn/mod.ts";
import { tangentKernels } from "../nn/tangent_kernels.ts";

/** Outputs of a network at some parameters, and the tangent kernel there. */
export interface InitialKernel {
  /** K(X, X), `[n, n]` row-major; entry i·targets + c stands for output c of training row i. */
  readonly kernel: Float64Array;
  /** K(X′, X), `[m, n]` row-major: test outputs with training outputs. */
  readonly across: Float64Array;
  /** f_0(X), n numbers. */
  readonly train: Float64Array;
  /** f_0(X′), m numbers. */
  readonly test: Float64Array;
}

/** Inputs of a network, `[rows, inputs]` row-major. */
export interface KernelInputs {
  /** Numbers of a row. */
  readonly inputs: number;
  /** Rows of the training set. */
  readonly train: Float64Array;
  /** Rows of the test set. */
  readonly test: Float64Array;
}

/**
 * K = J Jᵀ with J = ∂f/∂θ, between training outputs, and between test and training outputs.
 *
 * No Jacobian is kept, see {@linkcode tangentKernels}; a column costs about as much as three evaluations of all rows.
 *
 * @param parameters θ, flat
 * @throws {RangeError} for parameters of another number than the model has, rows that are not whole or absent, or
 *   numbers that are not finite
 */
export async function initialTangentKernel(
  model: Model,
  parameters: Float64Array,
  { inputs, train, test }: KernelInputs,
): Promise<InitialKernel> {
  const where = "initialTangentKernel", count = parameterCount(model.parameters);
  requireVector(where, "parameters", parameters, count);
  const rows = requireRows(where, "train", train, inputs), unseen = requireRows(where, "test", test, inputs);
  const outputs = (theta: tf.Tensor, x: Float64Array, rows: number) =>
    tf.reshape(
      model.apply(unflatten(theta, model.parameters), constant(x, [rows, inputs])),
      [-1],
    );
  const { own, other, ...kernels } = await tangentKernels(
    (theta) => [outputs(theta, train, rows), outputs(theta, test, unseen)],
    parameters,
  );
  return { ...kernels, train: own, test: other };
}
