/** Checks that the models share. */
import type * as tf from "@tensorflow/tfjs-core";

/**
 * Checks the axes of a model's input; a name stands for any length, and a leading "…" for any axes.
 *
 * @throws {RangeError} if the tensor has another shape
 */
export function requireShape(owner: string, x: tf.Tensor, axes: readonly (number | string)[]): void {
  const open = axes[0] === "…", wanted = open ? axes.slice(1) : axes;
  const tail = x.shape.slice(x.rank - wanted.length);
  const fits = (open ? x.rank >= wanted.length : x.rank === wanted.length) &&
    wanted.every((length, axis) => typeof length === "string" || length === tail[axis]);
  if (!fits) throw new RangeError(`${owner}: the input has shape [${x.shape}], needs [${axes.join(",")}]`);
}
