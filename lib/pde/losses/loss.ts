/** Losses as traced functions of a traced function. */
import type * as tf from "@tensorflow/tfjs-core";
import type { TracedFunction } from "../field.ts";

/** Traced: a scalar that measures how far a function is from the wanted one. */
export type TracedLoss = (u: TracedFunction) => tf.Scalar;

/**
 * A weight of a part of a loss.
 *
 * @throws {RangeError} if it is negative or not finite
 */
export function checkedWeight(caller: string, name: string, value: number): number {
  if (value >= 0 && Number.isFinite(value)) return value;
  throw new RangeError(`${caller}: the weight ${name} must be finite and 0 or more, got ${value}`);
}
