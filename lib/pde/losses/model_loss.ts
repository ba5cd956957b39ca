import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import type { Collocation } from "../collocation.ts";
import type { TracedFunction } from "../field.ts";
import { conditionLoss, pdeResidual } from "../residual.ts";
import { checkedWeight, type TracedLoss } from "./loss.ts";

/** Weights of the conditions relative to the residual. */
export interface ConditionWeights {
  /** β_b of boundary conditions; 1 by default. */
  boundary?: number;
  /** β_0 of initial conditions; 1 by default. */
  initial?: number;
}

/** Traced: the mean of |N[u] − f|² over the interior points. */
export function residualLoss(collocation: Collocation): TracedLoss {
  return (u) => tf.mean(tf.square(pdeResidual(u, collocation)));
}

/**
 * Model loss: the mean of |N[u] − f|² plus β_b and β_0 times the mean squares of the boundary and initial conditions.
 *
 * @throws {RangeError} for a weight that is negative or not finite
 */
export function modelLoss(collocation: Collocation, weights: ConditionWeights = {}): TracedLoss {
  const residual = residualLoss(collocation), conditions = conditionsLoss("modelLoss", collocation, weights);
  return (u) => conditions(u, residual(u));
}

/**
 * Adds the weighted conditions of a problem to another loss.
 *
 * @throws {RangeError} for a weight that is negative or not finite
 */
export function conditionsLoss(
  caller: string,
  collocation: Collocation,
  { boundary = 1, initial = 1 }: ConditionWeights,
): (u: TracedFunction, base: tf.Scalar) => tf.Scalar {
  const weights = {
    boundary: checkedWeight(caller, "boundary (β_b)", boundary),
    initial: checkedWeight(caller, "initial (β_0)", initial),
  };
  return (u, base) => {
    let total: tf.Scalar = base;
    for (const kind of ["boundary", "initial"] as const) {
      const part = conditionLoss(u, collocation, kind);
      if (part) total = tf.add(total, weights[kind] === 1 ? part : tf.mul(constant(weights[kind]), part));
    }
    return total;
  };
}
