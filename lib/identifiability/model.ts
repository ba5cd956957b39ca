/** Models as functions of parameters and samples, with derivatives, on float64 arrays. */

/** A model f_θ with M parameters, whose samples are `inputSize` numbers each. */
export interface DifferentiableModel {
  /** M */
  readonly parameterCount: number;
  /** Numbers that describe a sample. */
  readonly inputSize: number;
  /** f_θ at samples: `[n]` of parameters `[M]` and inputs `[n, inputSize]`. */
  values(theta: Float64Array, inputs: Float64Array): Float64Array;
  /** ∂f_θ/∂θ at samples: `[n, M]`, row-major. */
  jacobian(theta: Float64Array, inputs: Float64Array): Float64Array;
}

/** Samples of a target. */
export interface Samples {
  /** `[n, inputSize]` */
  readonly inputs: Float64Array;
  /** `[n]` */
  readonly targets: Float64Array;
}

/** A model whose mean squared error and gradient cost little more than its values. */
export interface TrainableModel extends DifferentiableModel {
  /**
   * Function that gradient descent calls at every step, on these samples: writes the gradient of the mean squared error
   * `[M]` and returns the error.
   */
  lossGradient(samples: Samples): (theta: Float64Array, gradient: Float64Array) => number;
}

/** Mean squared error of a model on samples. */
export function meanSquaredError(model: DifferentiableModel, theta: Float64Array, samples: Samples): number {
  const values = model.values(theta, samples.inputs), { targets } = samples;
  let sum = 0;
  for (let i = 0; i < targets.length; i++) sum += (values[i] - targets[i]) ** 2;
  return sum / targets.length;
}

/**
 * Throws unless parameters and samples fit a model.
 *
 * @throws {RangeError} that says what was found and what fits
 */
export function requireFitting(
  where: string,
  model: DifferentiableModel,
  theta: Float64Array,
  inputs: Float64Array,
  targets?: Float64Array,
): void {
  if (theta.length !== model.parameterCount) {
    throw new RangeError(
      `${where}: ${theta.length} parameters do not fit a model of ${model.parameterCount}`,
    );
  }
  if (inputs.length === 0 || inputs.length % model.inputSize !== 0) {
    throw new RangeError(
      `${where}: ${inputs.length} numbers are no whole samples of ${model.inputSize}, at least one is needed`,
    );
  }
  const count = inputs.length / model.inputSize;
  if (targets && targets.length !== count) {
    throw new RangeError(`${where}: ${targets.length} targets do not fit ${count} samples`);
  }
}
