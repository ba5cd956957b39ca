/** The jump of the data loss after a switch, from the network at the switch. */
import * as tf from "@tensorflow/tfjs-core";
import { requirePositive, requireVector } from "../../checks.ts";
import { compile, constant, jvp, trace, vjp } from "../../graph/mod.ts";
import { type Model, parameterCount, unflatten } from "../../nn/mod.ts";
import type { Collocation } from "../collocation.ts";
import { residualVector, type TracedVector } from "../losses/residual_vector.ts";
import { boundFunction } from "../train_with_switch.ts";
import { linearisedFlow, type LossJump } from "./linearised_flow.ts";

/** Settings of {@linkcode predictLossJump}. */
export interface LossJumpSetup {
  readonly model: Model;
  /** Parameters at the switch, flat: those that the data loss has fitted. */
  readonly parameters: Float64Array;
  readonly collocation: Collocation;
  /** ρ whose ‖ρ‖² is minimised after the switch; that of the model loss by default. */
  readonly residual?: TracedVector;
  /** How far to look ahead, in steps of gradient descent at the largest stable rate; 1,000 by default. */
  readonly horizon?: number;
}

/**
 * Predicts the loss jump: the data loss after a switch to ‖ρ‖², in the dynamics linearised at the switch, with the
 * tangent kernels K_ρρ = J_ρ J_ρᵀ and K_eρ = J_u J_ρᵀ of the network there. The operator may be nonlinear and of any
 * number of axes: the engine linearises it.
 *
 * Compare ρ of the model loss with one that is weighted by `inverseLaplacian`, which undoes two derivatives. The
 * prediction is for gradient descent at a small rate, as long as the kernels keep their shape; Adam takes another path.
 * It costs one gradient and one directional derivative for each entry of ρ, in float64.
 *
 * @throws {RangeError} for parameters that do not fit or are not finite, a horizon that is not positive, or a residual
 *   that no parameter changes
 */
export async function predictLossJump(setup: LossJumpSetup): Promise<LossJump> {
  const where = "predictLossJump", { model, parameters, collocation } = setup;
  const horizon = requirePositive(where, "horizon", setup.horizon ?? 1000);
  const count = parameterCount(model.parameters), { data, exact, problem } = collocation;
  requireVector(where, "parameters", parameters, count);
  const vector = setup.residual ?? residualVector(collocation);
  const both = (theta: tf.Tensor): [tf.Tensor, tf.Tensor] => {
    const u = boundFunction(model, unflatten(theta, model.parameters));
    const error = tf.sub(
      u(constant(data.values, [data.count, problem.axes.length])),
      constant(exact, [data.count, 1]),
    );
    return [vector(u), tf.reshape(error, [-1])];
  };
  const look = await compile(trace(
    ({ theta }) => {
      const [residual, error] = both(theta);
      return { residual, error };
    },
    { theta: [count] },
    { precision: "float64" },
  ));
  const start = await look.run({ theta: parameters }).finally(() => look.dispose());
  const residual = Float64Array.from(start.residual), error = Float64Array.from(start.error);
  const r = residual.length, n = error.length;
  const product = await compile(trace(
    ({ theta, unit }) => {
      const [rho, e] = both(theta);
      const [kernel, across] = jvp([rho, e], theta, vjp(rho, theta, unit));
      return { kernel, across };
    },
    { theta: [count], unit: [r] },
    { precision: "float64" },
  ));
  const kernel = new Float64Array(r * r), across = new Float64Array(n * r);
  try {
    for (let j = 0; j < r; j++) {
      const column = await product.run({ theta: parameters, unit: new Float64Array(r).fill(1, j, j + 1) });
      for (let i = 0; i < r; i++) kernel[i * r + j] = column.kernel[i];
      for (let i = 0; i < n; i++) across[i * r + j] = column.across[i];
    }
  } finally {
    await product.dispose();
  }
  return linearisedFlow(where, { kernel, across, residual, error }, horizon);
}
