/** Tangent kernels of what depends on a network's parameters. */
import type * as tf from "@tensorflow/tfjs-core";
import { compile, type Executable, jvp, type Program, trace, vjp } from "../graph/mod.ts";

/** Two vectors at some parameters θ, and their tangent kernels, with J = ∂own/∂θ and J′ = ∂other/∂θ. */
export interface TangentKernels {
  /** n numbers. */
  readonly own: Float64Array;
  /** m numbers. */
  readonly other: Float64Array;
  /** J Jᵀ, `[n, n]` row-major. */
  readonly kernel: Float64Array;
  /** J′ Jᵀ, `[m, n]` row-major. */
  readonly across: Float64Array;
}

/**
 * Computes tangent kernels in float64.
 *
 * Column j is one vector–Jacobian and one Jacobian–vector product of the engine, so no Jacobian is kept, however many
 * parameters there are.
 *
 * @param outputs traced; both vectors as functions of θ, flat, each `[n]` and `[m]`
 * @param parameters θ
 */
export async function tangentKernels(
  outputs: (theta: tf.Tensor) => [own: tf.Tensor, other: tf.Tensor],
  parameters: Float64Array,
): Promise<TangentKernels> {
  const theta = [parameters.length], options = { precision: "float64" } as const;
  const look = trace(
    (given) => {
      const [own, other] = outputs(given.theta);
      return { own, other };
    },
    { theta },
    options,
  );
  const start = await compiled(look, (executable) => executable.run({ theta: parameters }));
  const own = Float64Array.from(start.own), other = Float64Array.from(start.other);
  const n = own.length, m = other.length, kernel = new Float64Array(n * n), across = new Float64Array(m * n);
  const product = trace(
    ({ theta, unit }) => {
      const both = outputs(theta), [kernel, across] = jvp(both, theta, vjp(both[0], theta, unit));
      return { kernel, across };
    },
    { theta, unit: [n] },
    options,
  );
  await compiled(product, async (executable) => {
    for (let j = 0; j < n; j++) {
      const column = await executable.run({ theta: parameters, unit: new Float64Array(n).fill(1, j, j + 1) });
      for (let i = 0; i < n; i++) kernel[i * n + j] = column.kernel[i];
      for (let i = 0; i < m; i++) across[i * n + j] = column.across[i];
    }
  });
  return { own, other, kernel, across };
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
