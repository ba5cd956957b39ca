/** The tangent kernel of a network at its initial parameters. */
import * as tf from "@tensorflow/tfjs-core";
import { requireRows, requireVector } from "../checks.ts";
import { compile, constant, type Executable, jvp, type Program, trace, vjp } from "../graph/mod.ts";
import { type Model, parameterCount, unflatten } from "../nn/mod.ts";

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
 * Column j is J (Jᵀ e_j), one vector–Jacobian and one Jacobian–vector product of the engine in float64: no Jacobian is
 * kept, however many parameters there are, and a column costs about as much as three evaluations of all rows.
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
  const all = Float64Array.from(
    { length: (rows + unseen) * inputs },
    (_, i) => i < train.length ? train[i] : test[i - train.length],
  );
  const outputs = (theta: tf.Tensor, x: Float64Array) => {
    const table = constant(x, [x.length / inputs, inputs]);
    return tf.reshape(model.apply(unflatten(theta, model.parameters), table), [-1]);
  };
  const precision = "float64";
  const look = trace(({ theta }) => ({ values: outputs(theta, all) }), { theta: [count] }, { precision });
  const values = await compiled(
    look,
    async (executable) => Float64Array.from((await executable.run({ theta: parameters })).values),
  );
  const targets = values.length / (rows + unseen), n = rows * targets, m = unseen * targets;
  const product = trace(
    ({ theta, unit }) => ({
      column: jvp(outputs(theta, all), theta, vjp(outputs(theta, train), theta, unit)),
    }),
    { theta: [count], unit: [n] },
    { precision },
  );
  const kernel = new Float64Array(n * n), across = new Float64Array(m * n);
  await compiled(product, async (executable) => {
    for (let j = 0; j < n; j++) {
      const unit = new Float64Array(n).fill(1, j, j + 1);
      const { column } = await executable.run({ theta: parameters, unit });
      for (let i = 0; i < n; i++) kernel[i * n + j] = column[i];
      for (let i = 0; i < m; i++) across[i * n + j] = column[n + i];
    }
  });
  return { kernel, across, train: values.slice(0, n), test: values.slice(n) };
}

/** What is done with a compiled program, which is freed afterwards. */
async function compiled<Result>(
  program: Program,
  use: (executable: Executable) => Promise<Result>,
): Promise<Result> {
  const executable = await compile(program);
  try {
    return await use(executable);
  } finally {
    await executable.dispose();
  }
}
