/** A small training with minibatches, curves and snapshots, for tests of stopping and resuming. */
import * as tf from "@tensorflow/tfjs-core";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { everySteps, shuffledBatches, type TrainingOptions } from "../../lib/train/mod.ts";

const ROWS = 12;

/** Options of a network 1-6-1 that learns sin 3x, float32, four rows a batch. */
export function smallTraining(changes: Partial<TrainingOptions> = {}): TrainingOptions {
  const model = multilayerPerceptron({ widths: [1, 6, 1], activation: "tanh" });
  const points = Float32Array.from({ length: ROWS }, (_, i) => -1 + 2 * i / (ROWS - 1));
  const x = () => tf.tensor(points, [ROWS, 1]), y = () => tf.sin(tf.mul(x(), 3));
  const error = (parameters: tf.Tensor[], at: tf.Tensor, wanted: tf.Tensor) =>
    tf.mean(tf.squaredDifference(model.apply(parameters, at), wanted)) as tf.Scalar;
  const steps = changes.steps ?? 120;
  return {
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(3)),
    loss: (parameters, rows) => error(parameters, tf.gather(x(), rows), tf.gather(y(), rows)),
    optimizer: adam({ learningRate: (step) => 0.05 / (1 + 0.01 * step) }),
    steps,
    batches: shuffledBatches({ rows: ROWS, size: 4, seed: 5 }),
    observe: (parameters) => ({ whole: error(parameters, x(), y()), bias: tf.sum(parameters[3]) }),
    observeAt: everySteps(7, steps),
    snapshot: (parameters) => ({ slope: parameters[0], steps: tf.step(parameters[0]) }),
    snapshotAt: [0, 10, 60, steps].filter((step) => step <= steps),
    ...changes,
  };
}
