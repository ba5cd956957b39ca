/** Kernel regression with a tangent kernel, as gradient descent runs it step by step; Jacobians in float32. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, grad, trace } from "../graph/mod.ts";
import { flatten, type Model, parameterCount, unflatten } from "../nn/mod.ts";

/** Gradient of the output with respect to all parameters at each point, and the outputs. */
export async function outputJacobian(
  model: Model,
  parameters: Float64Array,
  points: Float64Array,
): Promise<{ rows: Float32Array[]; outputs: Float64Array }> {
  const program = trace(
    (given: Record<string, tf.Tensor>) => {
      const tensors = unflatten(given.parameters, model.parameters);
      const output = tf.sum(model.apply(tensors, given.x));
      return { output, gradient: flatten(grad(output, tensors)) };
    },
    { parameters: [parameterCount(model.parameters)], x: [1, 1] },
  );
  const executable = await compile(program);
  try {
    const rows: Float32Array[] = [], outputs = new Float64Array(points.length);
    for (let i = 0; i < points.length; i++) {
      const { output, gradient } = await executable.run({ parameters, x: points.subarray(i, i + 1) });
      rows.push(Float32Array.from(gradient));
      outputs[i] = output[0];
    }
    return { rows, outputs };
  } finally {
    await executable.dispose();
  }
}

/** Kernel matrix of two lists of Jacobian rows, row-major. */
export function kernelMatrix(a: readonly Float32Array[], b: readonly Float32Array[]): Float64Array {
  return Float64Array.from({ length: a.length * b.length }, (_, i) => {
    const left = a[Math.floor(i / b.length)], right = b[i % b.length];
    let sum = 0;
    for (let p = 0; p < left.length; p++) sum += left[p] * right[p];
    return sum;
  });
}

/**
 * Outputs after t steps of gradient descent on the mean squared error in the linearised dynamics,
 * f_t(·) = f_0(·) + K(·, X) Σ_j v_j v_jᵀ (y − f_0) (1 − (1 − 2ηλ_j/n)^t)/λ_j.
 *
 * @param kernel K of the points looked at (rows) with the training points
 */
export function linearisedOutputs(
  kernel: Float64Array,
  initial: Float64Array,
  residual: Float64Array,
  eigen: { values: Float64Array; vectors: Float64Array },
  rate: number,
  t: number,
): Float64Array {
  const n = residual.length, change = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    // Rounding may make the smallest eigenvalues negative; those directions do not move.
    const lambda = Math.max(eigen.values[j], 0), v = eigen.vectors.subarray(j * n, (j + 1) * n);
    const along = v.reduce((sum, value, i) => sum + value * residual[i], 0);
    const factor = lambda === 0 ? 2 * rate * t / n : (1 - (1 - 2 * rate * lambda / n) ** t) / lambda;
    for (let i = 0; i < n; i++) change[i] += factor * along * v[i];
  }
  return initial.map((value, row) => {
    let sum = value;
    for (let i = 0; i < n; i++) sum += kernel[row * n + i] * change[i];
    return sum;
  });
}
