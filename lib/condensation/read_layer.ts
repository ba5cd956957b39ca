/** What calibration data show about a layer. */
import * as tf from "@tensorflow/tfjs-core";
import type { Calibration, TracedNetwork } from "./calibration.ts";
import { onCalibration } from "./calibration.ts";
import type { HiddenLayer, Unit } from "./hidden_layers.ts";
import { mergeRule } from "./merge_rule.ts";
import type { NormStatistics, Statistics } from "./neurons.ts";
import type { TrainedNetwork } from "./trained_network.ts";

/** Readings of one layer on the calibration inputs. */
export interface LayerReading {
  /** Mean and variance of each neuron's output, over inputs and positions. */
  readonly means: Float64Array;
  readonly variances: Float64Array;
  /** Largest ‖(x, 1)‖ of what enters the layer, of a convolution's patches. */
  readonly inputNorm: number;
  /** Share of values that a clipped activation has clipped; 0 for others. */
  readonly clipped: number;
  /** Of the batch norms inside the layer. */
  readonly statistics: Statistics;
}

/**
 * Reads a layer.
 *
 * @throws {RangeError} where the inputs do not fit, or a norm is not over the batch (such as layer norm)
 */
export async function readLayer(
  network: TrainedNetwork,
  layer: HiddenLayer,
  data: Calibration,
): Promise<LayerReading> {
  const { clipsAt } = mergeRule(network.activation), units = [layer.first, layer.depthwise ?? layer.first];
  const norms = [...new Set(units.flatMap(({ norm }) => norm ?? []))];
  const read = await onCalibration([network], data, ([traced]) => {
    const hidden = traced.into(layer.next), count = layer.first.outputs;
    const rows = tf.reshape(hidden, [hidden.size / count, count]), means = tf.mean(rows, 0);
    return {
      means,
      variances: tf.mean(tf.squaredDifference(rows, means), 0),
      inputNorm: tf.max(patchNorms(traced, layer.first)),
      clipped: tf.max(tf.stack(units.map((unit) => clippedShare(traced, unit, clipsAt)))),
      ...Object.fromEntries(norms.flatMap((norm) =>
        (["mean", "variance"] as const).map((what) => {
          const found = traced.inner(`${norm}.${what}`);
          if (found) return [`${norm}.${what}`, found];
          throw new RangeError(
            `condensation: "${norm}" is no batch norm, got no inner tensor "${norm}.${what}"`,
          );
        })
      )),
    };
  });
  const float64 = (name: string) => Float64Array.from(read[name]);
  return {
    means: float64("means"),
    variances: float64("variances"),
    inputNorm: read.inputNorm[0],
    clipped: read.clipped[0],
    statistics: Object.fromEntries(norms.map((norm): [string, NormStatistics] => [
      norm,
      { mean: float64(`${norm}.mean`), variance: float64(`${norm}.variance`) },
    ])),
  };
}

/** √(1 + ‖x‖²) of every row, or of every patch under the kernel (of all strides, padded with zeros). */
function patchNorms(traced: TracedNetwork, unit: Unit): tf.Tensor {
  const squares = tf.sum(tf.square(traced.into(unit)), -1, true);
  if (unit.area === 1 || squares.rank !== 4) return tf.sqrt(tf.add(1, tf.mul(squares, unit.area)));
  // Of a kernel that is not square the longer side is enough for a bound.
  const side = Math.ceil(Math.sqrt(unit.area));
  const box = tf.ones([side, side, 1, 1]) as tf.Tensor4D;
  return tf.sqrt(tf.add(1, tf.conv2d(squares as tf.Tensor4D, box, 1, "same")));
}

function clippedShare(traced: TracedNetwork, unit: Unit, clipsAt: number | undefined): tf.Tensor {
  const before = traced.inner(unit.norm ?? `${unit.name}.linear`);
  if (clipsAt === undefined || before === undefined) return tf.scalar(0);
  return tf.mean(tf.cast(tf.greaterEqual(before, clipsAt), "float32"));
}
