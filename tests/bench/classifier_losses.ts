/** The loss of a classifier on a minibatch of resident data, as this engine and as plain TF.js write it. */
import * as tf from "@tensorflow/tfjs-core";
import { crossEntropy, type Model } from "../../lib/nn/mod.ts";
import type { TrainingOptions } from "./training_workload.ts";

/** Cross-entropy of `model` on rows of `x` and labels `y`; plain TF.js knows it for one-hot labels alone. */
export function classifierLosses(model: Model, classes: number): Pick<TrainingOptions, "loss" | "eagerLoss"> {
  return {
    loss: (parameters, { x, y }, rows) =>
      crossEntropy(model.apply(parameters, tf.gather(x, rows)), tf.gather(y, rows)),
    eagerLoss: (parameters, { x, y }, rows) =>
      tf.losses.softmaxCrossEntropy(
        tf.oneHot(tf.gather(y, rows), classes),
        model.apply(parameters, tf.gather(x, rows)),
      ),
  };
}
