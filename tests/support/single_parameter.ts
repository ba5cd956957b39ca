/** The smallest training there is, whose steps can be computed by hand. */
import * as tf from "@tensorflow/tfjs-core";
import { sgd } from "../../lib/optim/mod.ts";
import type { TrainingOptions } from "../../lib/train/mod.ts";

/** Options of one parameter w, from 3, with loss (w − 1)²/2, whose gradient is w − 1: four steps of rate ½, float64. */
export function singleParameter(changes: Partial<TrainingOptions> = {}): TrainingOptions {
  return {
    parameters: [{ name: "w", shape: [], fanIn: 1 }],
    initial: Float64Array.of(3),
    loss: ([w]) => tf.mul(0.5, tf.square(tf.sub(w, 1))) as tf.Scalar,
    optimizer: sgd({ learningRate: 0.5 }),
    steps: 4,
    precision: "float64",
    ...changes,
  };
}
