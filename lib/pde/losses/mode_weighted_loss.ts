import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import type { Collocation } from "../collocation.ts";
import { requireEven } from "../points.ts";
import { pdeResidual } from "../residual.ts";
import { conditionsLoss, type ConditionWeights } from "./model_loss.ts";
import type { TracedLoss } from "./loss.ts";

/** Modes and their weights. */
export interface ModeWeights extends ConditionWeights {
  /** Number of sine modes sin(jπ(x − a)/(b − a)), j = 1, 2, …. */
  modes: number;
  /** Weight of a mode's squared residual, from its angular frequency. */
  weight(frequency: number): number;
}

/**
 * Residual loss in which every sine mode has its own weight: ½ Σ_j w(k_j) r_j², r_j being the sine coefficients of
 * the residual. Weight 1 is the model loss on those modes, k^−2 its H^−1 norm, k^−2m undoes an operator of order m.
 *
 * @throws {RangeError} for a problem of several axes, points that are not even, more modes than half the points
 *   (aliasing), or a weight that is negative or not finite
 */
export function modeWeightedLoss(collocation: Collocation, options: ModeWeights): TracedLoss {
  const { problem: { name, axes, domain }, interior } = collocation,
    { count, values } = interior,
    { modes } = options;
  if (axes.length !== 1) {
    throw new RangeError(`modeWeightedLoss: ${name} has axes ${axes.join(", ")}, allowed one axis`);
  }
  if (!Number.isInteger(modes) || modes < 1 || modes > count / 2) {
    throw new RangeError(
      `modeWeightedLoss: the number of modes must be an integer in 1 … ${
        Math.floor(count / 2)
      } (half the ${count} ` +
        `points; higher ones alias), got ${modes}`,
    );
  }
  const [[from, to]] = domain, length = to - from;
  requireEven("modeWeightedLoss", domain[0], interior);
  // Row j: √w_j/√2 · 2/(b − a) ∫ … sin, by the trapezoidal rule, in which the ends add nothing, as the sine is 0 there.
  const matrix = new Float64Array(modes * count);
  for (let j = 1; j <= modes; j++) {
    const frequency = j * Math.PI / length, weight = options.weight(frequency);
    if (!(weight >= 0 && Number.isFinite(weight))) {
      throw new RangeError(
        `modeWeightedLoss: the weight at k = ${frequency} must be finite and 0 or more, got ${weight}`,
      );
    }
    for (let i = 0; i < count; i++) {
      matrix[(j - 1) * count + i] = Math.sqrt(weight / 2) * 2 / (count - 1) *
        Math.sin(frequency * (values[i] - from));
    }
  }
  const conditions = conditionsLoss("modeWeightedLoss", collocation, options);
  return (u) => {
    const weighted = tf.matMul(constant(matrix, [modes, count]), pdeResidual(u, collocation));
    return conditions(u, tf.sum(tf.square(weighted)));
  };
}
