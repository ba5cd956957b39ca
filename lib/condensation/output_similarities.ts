/** Similarity of neurons by their outputs on data instead of their weights. */
import * as tf from "@tensorflow/tfjs-core";
import { type Calibration, onCalibration } from "./calibration.ts";
import type { Similarities } from "./similarities.ts";
import { layerAt, type TrainedNetwork } from "./trained_network.ts";

/**
 * |Correlation| of the outputs of a layer's neurons on the calibration inputs, with its sign; 0 for a constant output.
 *
 * @param index of the layer, from 0 on
 * @throws {RangeError} for a layer out of range, or inputs that do not fit
 */
export async function outputSimilarities(
  network: TrainedNetwork,
  index: number,
  { targets: _, ...data }: Calibration,
): Promise<Similarities> {
  const { first, next } = layerAt(network, index), count = first.outputs;
  const { covariance } = await onCalibration([network], data, ([traced]) => {
    const hidden = traced.into(next), h = tf.reshape(hidden, [hidden.size / count, count]);
    const centred = tf.sub(h, tf.mean(h, 0));
    return { covariance: tf.matMul(centred, centred, true) };
  });
  const values = new Float64Array(count * count), signs = new Int8Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const k = i * count + j, scale = Math.sqrt(covariance[i * count + i] * covariance[j * count + j]);
      values[k] = i === j ? 1 : scale > 0 ? Math.min(1, Math.abs(covariance[k]) / scale) : 0;
      signs[k] = covariance[k] < 0 ? -1 : 1;
    }
  }
  const neurons = Array.from({ length: count }, (_, j) => j);
  return { neurons, values, incomingSigns: signs, outgoingSigns: signs };
}
