/** Empirical kernels of a network and its derivatives, and the rate at which each mode of an error falls. */
import type * as tf from "@tensorflow/tfjs-core";
import { compile, jacobian, trace } from "../../graph/mod.ts";
import { type Model, parameterCount, unflatten } from "../../nn/mod.ts";
import { fieldOf } from "../field.ts";
import type { Interval, Points } from "../points.ts";

/**
 * J_m, `[points, parameters]` row-major: derivatives with respect to all parameters of d^m u/dx^m at points of the
 * line.
 */
export interface ModeJacobian {
  readonly points: Points;
  readonly order: number;
  readonly parameters: number;
  readonly values: Float64Array;
}

/**
 * J_m = ∂(d^m u/dx^m)/∂θ through the engine, in float64; kernels are J_l J_mᵀ.
 *
 * @throws {RangeError} for points of several axes, or an order that is not a non-negative integer
 */
export async function modeJacobian(
  model: Model,
  parameters: Float64Array,
  points: Points,
  order: number,
): Promise<ModeJacobian> {
  if (!Number.isInteger(order) || order < 0) {
    throw new RangeError(`modeJacobian: the order must be a non-negative integer, got ${order}`);
  }
  const count = parameterCount(model.parameters);
  const program = trace(
    ({ theta }: Record<string, tf.Tensor>) => {
      const tensors = unflatten(theta, model.parameters);
      const field = fieldOf((x) => model.apply(tensors, x), points, ["x"]);
      return { j: jacobian(field.derivative("x".repeat(order)), theta) };
    },
    { theta: [count] },
    { precision: "float64" },
  );
  const compiled = await compile(program);
  try {
    const { j } = await compiled.run({ theta: parameters });
    return { points, order, parameters: count, values: Float64Array.from(j) };
  } finally {
    await compiled.dispose();
  }
}

/**
 * Kernel J_l J_mᵀ of two Jacobians on the same points, `[points, points]` row-major.
 *
 * ```ts
 * import { multilayerPerceptron, uniformFanIn } from "@paper-notebooks/lib/nn";
 * import { generator } from "@paper-notebooks/lib/random";
 * import { empiricalNtk, evenPoints, modeJacobian } from "@paper-notebooks/lib/pde";
 *
 * const model = multilayerPerceptron({ widths: [1, 5, 1], activation: "tanh" });
 * const theta = uniformFanIn(model.parameters, generator(0, "initial")), points = evenPoints([0, 1], 8);
 * const value = await modeJacobian(model, theta, points, 0), kernel = empiricalNtk(value, value);
 * if (kernel[1] !== kernel[8]) throw new Error("symmetric, [8, 8]");
 * ```
 *
 * @throws {RangeError} if they are not of the same points and parameters
 */
export function empiricalNtk(left: ModeJacobian, right: ModeJacobian): Float64Array {
  if (left.points.count !== right.points.count || left.parameters !== right.parameters) {
    throw new RangeError(
      `empiricalNtk: [${left.points.count}, ${left.parameters}] against [${right.points.count}, ${right.parameters}]`,
    );
  }
  const n = left.points.count, p = left.parameters, kernel = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let q = 0; q < p; q++) sum += left.values[i * p + q] * right.values[j * p + q];
      kernel[i * n + j] = sum;
    }
  }
  return kernel;
}

/** Jᵀφ for the cosine and the sine of a frequency, each of length 1. */
function modeOf(jacobian: ModeJacobian, [from, to]: Interval, k: number): [Float64Array, Float64Array] {
  const { points: { count, values: x }, parameters } = jacobian;
  const parts: [Float64Array, Float64Array] = [new Float64Array(parameters), new Float64Array(parameters)];
  [Math.cos, Math.sin].forEach((wave, part) => {
    // Hann's window, so that the ends, where modes are not periodic, do not leak into every frequency.
    const phi = Float64Array.from(
      x,
      (at) => Math.sin(Math.PI * (at - from) / (to - from)) ** 2 * wave(k * at),
    );
    // sin 0x is 0: only the cosine counts there.
    const size = Math.sqrt(phi.reduce((sum, value) => sum + value * value, 0));
    if (size < 1e-12) return;
    for (let i = 0; i < count; i++) {
      for (let q = 0; q < parameters; q++) {
        parts[part][q] += phi[i] / size * jacobian.values[i * parameters + q];
      }
    }
  });
  return parts;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, q) => sum + value * b[q], 0);
}

/**
 * Rates φ_kᵀ J_l J_mᵀ φ_k of windowed modes of frequency k, averaged over sine and cosine: with l = m = 0 those of the
 * data loss, with l = m the model loss of an operator of order m on its residual, with l = 0 the cross rate without
 * its factor.
 *
 * @throws {RangeError} if the Jacobians are not of the same points, or the points do not resolve a frequency
 */
export function modeRates(
  left: ModeJacobian,
  right: ModeJacobian,
  domain: Interval,
  frequencies: readonly number[],
): Float64Array {
  if (left.points.count !== right.points.count || left.parameters !== right.parameters) {
    throw new RangeError("modeRates: the Jacobians are not of the same points and parameters");
  }
  const highest = Math.PI * (left.points.count - 1) / (domain[1] - domain[0]);
  const beyond = frequencies.find((k) => !(k >= 0 && k <= highest));
  if (beyond !== undefined) {
    throw new RangeError(
      `modeRates: frequency ${beyond} is outside 0 … ${highest}, which ${left.points.count} points resolve`,
    );
  }
  return Float64Array.from(frequencies, (k) => {
    const a = modeOf(left, domain, k), b = left === right ? a : modeOf(right, domain, k);
    // At k = 0 there is no sine.
    return (dot(a[0], b[0]) + dot(a[1], b[1])) / (k === 0 ? 1 : 2);
  });
}
