/** Residuals of an equation and of its conditions. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";
import type { Collocation, ConditionPoints } from "./collocation.ts";
import { fieldOf, type TracedFunction } from "./field.ts";

/** Traced: N[u] − f at the interior points, `[count, 1]`. */
export function pdeResidual(u: TracedFunction, { problem, interior, forcing }: Collocation): tf.Tensor {
  const applied = problem.operator(fieldOf(u, interior, problem.axes));
  return tf.sub(applied, constant(forcing, [interior.count, 1]));
}

/** Traced: difference between u and the values that a condition prescribes, `[count, 1]`. */
export function conditionResidual(
  u: TracedFunction,
  axes: readonly string[],
  { condition, points, values }: ConditionPoints,
): tf.Tensor {
  const field = fieldOf(u, points, axes);
  return tf.sub(field.derivative(condition.derivative), constant(values, [points.count, 1]));
}

/** Traced: mean square of all conditions of one kind; `null` if there are none. */
export function conditionLoss(
  u: TracedFunction,
  collocation: Collocation,
  kind: "boundary" | "initial",
): tf.Scalar | null {
  const parts = collocation.conditions.filter(({ condition }) => condition.kind === kind);
  if (parts.length === 0) return null;
  const squares = parts.map((part) => tf.square(conditionResidual(u, collocation.problem.axes, part)));
  return tf.mean(tf.concat(squares, 0));
}
