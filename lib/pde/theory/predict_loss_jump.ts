/** The jump of the data loss after a switch, from the network at the switch. */
import * as tf from "@tensorflow/tfjs-core";
import { requirePositive, requireVector } from "../../checks.ts";
import { constant } from "../../graph/mod.ts";
import { type Model, parameterCount, unflatten } from "../../nn/mod.ts";
import { tangentKernels } from "../../nn/tangent_kernels.ts";
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
  const { own: residual, other: error, ...kernels } = await tangentKernels(both, parameters);
  return linearisedFlow(where, { ...kernels, residual, error }, horizon);
}
