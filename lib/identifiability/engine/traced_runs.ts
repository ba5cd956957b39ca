/** Losses of many runs at once, traced for the engine. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../graph/mod.ts";
import { largest } from "../../stats/extremes.ts";
import type { DescentStart } from "../descend.ts";
import { twoLayerNetwork, type TwoLayerOptions } from "../two_layer_network.ts";

/**
 * Traced: mean squared errors `[runs]` of parameters `[runs, M]`, each run on its own samples. Called within a
 * trace, in which samples become constants.
 */
export type TracedRuns = (starts: readonly DescentStart[]) => (theta: tf.Tensor2D) => tf.Tensor1D;

/** The losses of `factorisation(d)`: all entries of AB are computed; those that a run does not see have weight 0. */
export function tracedFactorisation(d: number): TracedRuns {
  const square = d * d;
  return (starts) => {
    const runs = starts.length,
      targets = new Float64Array(runs * square),
      weights = new Float64Array(runs * square);
    starts.forEach(({ samples }, r) =>
      samples.inputs.forEach((index, i) => {
        targets[r * square + index] = samples.targets[i];
        weights[r * square + index] = 1 / samples.targets.length;
      })
    );
    const [y, w] = [targets, weights].map((values) => constant(values, [runs, d, d]));
    return (theta) => {
      const [A, B] = tf.split(theta, 2, 1).map((part) => tf.reshape(part, [runs, d, d]));
      return tf.sum(tf.mul(w, tf.square(tf.sub(tf.matMul(A, B), y))), [1, 2]);
    };
  };
}

/**
 * The losses of `twoLayerNetwork(options)`; runs with fewer samples than others are padded with samples of
 * weight 0.
 */
export function tracedTwoLayer(options: TwoLayerOptions): TracedRuns {
  const { kernel: s, units, parametersPerWidth, options: { inputs: d, width, bias } } = twoLayerNetwork(
    options,
  );
  const ofOneWidth = units.slice(0, units.length / width);
  return (starts) => {
    const runs = starts.length, most = largest(starts.map(({ samples }) => samples.targets.length));
    const filled = (of: (start: DescentStart) => ArrayLike<number>, size: number) => {
      const values = new Float64Array(runs * most * size);
      starts.forEach((start, r) => values.set(Array.from(of(start)), r * most * size));
      return values;
    };
    const x = constant(filled(({ samples }) => samples.inputs, d), [runs, most, d]);
    const y = constant(filled(({ samples }) => samples.targets, 1), [runs, most]);
    const w = constant(filled(({ samples: { targets } }) => targets.map(() => 1 / targets.length), 1), [
      runs,
      most,
    ]);
    return (theta) => {
      const perWidth = tf.reshape(theta, [runs, width, parametersPerWidth]);
      const slice = (from: number, size: number) => tf.slice(perWidth, [0, 0, from], [runs, width, size]);
      let values: tf.Tensor = tf.neg(y);
      for (const { weights, output, start } of ofOneWidth) {
        const seen = tf.slice(x as tf.Tensor3D, [0, 0, start], [runs, most, s]);
        const inner = tf.matMul(seen, slice(weights, s), false, true);
        const shifted = bias ? tf.add(inner, tf.transpose(slice(weights + s, 1), [0, 2, 1])) : inner;
        values = tf.add(values, tf.reshape(tf.matMul(tf.tanh(shifted), slice(output, 1)), [runs, most]));
      }
      return tf.sum(tf.mul(w, tf.square(values)), 1);
    };
  };
}
