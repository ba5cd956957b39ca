/** Differential equations as data. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Field } from "./field.ts";
import { checkInterval, type Interval } from "./points.ts";

/** Known values of the solution on a set where one coordinate is fixed. */
export interface Condition {
  readonly kind: "boundary" | "initial";
  /** The axis whose coordinate is fixed. */
  readonly axis: string;
  /** Value at which it is fixed. */
  readonly at: number;
  /** Derivative that is prescribed, as `Field.derivative` names it; "" for the value itself. */
  readonly derivative: string;
  /** The prescribed value at a point. */
  value(point: readonly number[]): number;
}

/** An equation N[u] = f with the conditions that determine its solution, and the solution. */
export interface PdeProblem {
  readonly name: string;
  /** Names of the coordinates, one letter each; time last. */
  readonly axes: readonly string[];
  /** One interval for each axis. */
  readonly domain: readonly Interval[];
  /** Order m of the highest derivative in N. */
  readonly order: number;
  /** Traced: N[u] at the field's points, `[count, 1]`. */
  operator(u: Field): tf.Tensor;
  /** f at a point. */
  forcing(point: readonly number[]): number;
  /** The solution at a point. */
  exact(point: readonly number[]): number;
  readonly conditions: readonly Condition[];
}

/**
 * Checks the data of a problem.
 *
 * @returns the problem itself
 * @throws {RangeError} for an empty interval, axes that are not one different letter each, an order that is no
 *   non-negative integer, or a condition outside the domain
 */
export function checkedProblem(problem: PdeProblem): PdeProblem {
  const { name, axes, domain, order, conditions } = problem;
  if (axes.length === 0 || axes.length !== domain.length) {
    throw new RangeError(`problem ${name}: ${domain.length} intervals for ${axes.length} axes`);
  }
  if (axes.some((axis, k) => axis.length !== 1 || axes.indexOf(axis) !== k)) {
    throw new RangeError(`problem ${name}: axes must be different single letters, got ${axes.join(", ")}`);
  }
  for (const interval of domain) checkInterval(`problem ${name}`, interval);
  if (!Number.isInteger(order) || order < 0) {
    throw new RangeError(`problem ${name}: the order must be a non-negative integer, got ${order}`);
  }
  for (const { axis, at } of conditions) {
    const k = axes.indexOf(axis);
    if (k < 0) {
      throw new RangeError(`problem ${name}: a condition fixes ${axis}, the axes are ${axes.join(", ")}`);
    }
    const [from, to] = domain[k];
    if (!(at >= from && at <= to)) {
      throw new RangeError(`problem ${name}: a condition fixes ${axis} = ${at}, outside [${from}, ${to}]`);
    }
  }
  return problem;
}
