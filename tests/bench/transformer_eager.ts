/** The decoder of `transformer.ts` in plain TF.js, as a user without this engine would write it. */
import * as tf from "@tensorflow/tfjs";
import type { ParameterSpec } from "../../lib/nn/mod.ts";
import type { TrainingOptions } from "./training_workload.ts";
import type { TransformerSizes } from "./transformer.ts";

const EPSILON = 1e-5, MASKED = -1e9;

/** Its cross-entropy, from parameters with the names of `specs`. */
export function transformerEagerLoss(
  { width, layers, positions, vocabulary }: TransformerSizes,
  specs: readonly ParameterSpec[],
): TrainingOptions["loss"] {
  return (tensors, { x, y }, rows) => {
    const named = Object.fromEntries(specs.map(({ name }, k) => [name, tensors[k]]));
    const tokens = tf.gather(x, rows), batch = tokens.shape[0]!;
    const mask = tf.sub(1, tf.linalg.bandPart(tf.ones([positions, positions]), -1, 0)).mul(MASKED);
    /** A matrix product at each position: TF.js's own product of a batch with a matrix cannot be differentiated. */
    const affine = (h: tf.Tensor, weight: tf.Tensor) =>
      tf.matMul(h.reshape([-1, weight.shape[0]]), weight as tf.Tensor2D)
        .reshape([...h.shape.slice(0, -1), weight.shape[1]!]);
    const norm = (h: tf.Tensor, name: string) => {
      const { mean, variance } = tf.moments(h, -1, true);
      return h.sub(mean).div(variance.add(EPSILON).sqrt()).mul(named[`${name}.gain`]).add(
        named[`${name}.shift`],
      );
    };
    let stream: tf.Tensor = tf.gather(named["tokens.table"], tokens.flatten())
      .reshape([batch, positions, width]).add(named["positions.table"]);
    for (let layer = 1; layer <= layers; layer++) {
      const of = (name: string) => named[`layer${layer}.${name}`];
      const last = layer === layers;
      const asking = last ? stream.slice([0, positions - 1, 0], [batch, 1, width]) : stream;
      const query = affine(asking, of("query")), key = affine(stream, of("key"));
      const all = tf.matMul(query, key, false, true).div(Math.sqrt(width)),
        scores = last ? all : all.add(mask);
      const mixed = tf.matMul(tf.softmax(scores), affine(stream, of("value")));
      stream = norm(asking.add(affine(mixed, of("output"))), `layer${layer}.norm1`);
      const units = tf.relu(affine(stream, of("mlp1")));
      stream = norm(stream.add(affine(units, of("mlp2"))), `layer${layer}.norm2`);
    }
    const labels = tf.oneHot(tf.gather(y, rows), vocabulary);
    return tf.losses.softmaxCrossEntropy(
      labels,
      affine(stream.reshape([batch, width]), named.readout),
    ) as tf.Scalar;
  };
}
