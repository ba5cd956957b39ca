/** A traced function at points, with its partial derivatives. */
import type * as tf from "@tensorflow/tfjs-core";
import { constant, jvp } from "../graph/mod.ts";
import type { Points } from "./points.ts";

/** A traced function of points `[count, axes]`, row by row, to `[count, 1]`: a network whose parameters are bound. */
export type TracedFunction = (x: tf.Tensor) => tf.Tensor;

/** Values of a traced function at points, and its derivatives there; each `[count, 1]`. */
export interface Field {
  readonly points: Points;
  readonly value: tf.Tensor;
  /**
   * A partial derivative, one letter per axis: "xx" is ∂²u/∂x², "" the value itself.
   *
   * @throws {RangeError} for a letter that is not an axis
   */
  derivative(by: string): tf.Tensor;
}

/**
 * A function at points.
 *
 * Derivatives are the engine's, nested: each is the forward-mode derivative of the one before along the unit vector of
 * its axis, so that any order follows from one rule. Each is computed on first use and then kept.
 *
 * @param axes names of the axes, one letter each
 * @throws {RangeError} if the points have another number of axes, or the function does not give one number per point
 */
export function fieldOf(u: TracedFunction, points: Points, axes: readonly string[]): Field {
  const { count, values } = points;
  if (points.axes !== axes.length) {
    throw new RangeError(`fieldOf: points of ${points.axes} axes for a function of ${axes.join(", ")}`);
  }
  const x = constant(values, [count, axes.length]), value = u(x);
  if (`${value.shape}` !== `${[count, 1]}`) {
    throw new RangeError(`fieldOf: the function gives shape [${value.shape}], needed [${count},1]`);
  }
  const known = new Map<string, tf.Tensor>([["", value]]);
  const along = (k: number) =>
    constant(Float64Array.from({ length: count * axes.length }, (_, i) => i % axes.length === k ? 1 : 0), [
      count,
      axes.length,
    ]);
  const derivative = (by: string): tf.Tensor => {
    const found = known.get(by);
    if (found) return found;
    const letter = by[by.length - 1], k = axes.indexOf(letter);
    if (k < 0) {
      throw new RangeError(`no derivative by "${letter}" in "${by}": the axes are ${axes.join(", ")}`);
    }
    const next = jvp(derivative(by.slice(0, -1)), x, along(k));
    known.set(by, next);
    return next;
  };
  return { points, value, derivative };
}
