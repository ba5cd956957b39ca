/** Errors of a spectrum in both halves of a band, inside a trained program. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../graph/mod.ts";

/**
 * Traced: relative error of the output's spectrum below and above the middle of the band,
 * ‖F[output] − F[labels]‖ / ‖F[labels]‖ over the classes and the frequencies of the half.
 *
 * @param output `[rows, classes]`
 * @param labels `[rows, classes]`
 * @param position of the rows along a direction
 * @param k angular frequencies, ascending, an even number of them
 * @throws {RangeError} for an odd number of frequencies
 */
export function halfErrors(
  output: tf.Tensor,
  labels: tf.Tensor,
  position: Float64Array,
  k: Float64Array,
): { low: tf.Tensor; high: tf.Tensor } {
  if (k.length % 2 !== 0) {
    throw new RangeError(`halfErrors: an even number of frequencies has halves, got ${k.length}`);
  }
  const half = k.length / 2, rows = position.length;
  const wave = (shape: (angle: number) => number, from: number) =>
    constant(
      Float64Array.from({ length: half * rows }, (_, i) =>
        shape(k[from + Math.floor(i / rows)] * position[i % rows])),
      [half, rows],
    );
  const energy = (values: tf.Tensor, from: number) =>
    tf.add(
      tf.sum(tf.square(tf.matMul(wave(Math.cos, from), values))),
      tf.sum(tf.square(tf.matMul(wave(Math.sin, from), values))),
    );
  const error = (from: number) => tf.sqrt(tf.div(energy(tf.sub(output, labels), from), energy(labels, from)));
  return { low: error(0), high: error(half) };
}
