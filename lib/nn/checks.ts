/** Checks that the models share. */
import type * as tf from "@tensorflow/tfjs-core";

/**
 * A count or length in a model's settings.
 *
 * @throws {RangeError} where it is not a positive integer
 */
export function positiveInteger(owner: string, name: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`${owner}: ${name} must be a positive integer, got ${value}`);
}

/**
 * A scale in a model's or an initialiser's settings.
 *
 * @throws {RangeError} where it is not positive and finite
 */
export function positive(owner: string, name: string, value: number): number {
  if (value > 0 && Number.isFinite(value)) return value;
  throw new RangeError(`${owner}: ${name} must be positive and finite, got ${value}`);
}

/**
 * One of several names in a model's settings.
 *
 * @throws {RangeError} for another name
 */
export function oneOf<Name extends string>(
  owner: string,
  name: string,
  value: Name,
  allowed: readonly Name[],
): Name {
  if (allowed.includes(value)) return value;
  throw new RangeError(`${owner}: ${name} "${value}" is unknown, allowed ${allowed.join(", ")}`);
}

/**
 * Checks the axes of a model's input; a name stands for any length, and a leading "…" for any axes.
 *
 * @throws {RangeError} where the tensor's shape is another
 */
export function requireShape(owner: string, x: tf.Tensor, axes: readonly (number | string)[]): void {
  const open = axes[0] === "…", wanted = open ? axes.slice(1) : axes;
  const tail = x.shape.slice(x.rank - wanted.length);
  const fits = (open ? x.rank >= wanted.length : x.rank === wanted.length) &&
    wanted.every((length, axis) => typeof length === "string" || length === tail[axis]);
  if (!fits) throw new RangeError(`${owner}: the input has shape [${x.shape}], needs [${axes.join(",")}]`);
}
