/** A classifier of the shape of MNIST's, on random pictures, with minibatches. */
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { classifierLosses } from "./classifier_losses.ts";
import { storedBatches } from "./stored_batches.ts";
import { type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import type { Workload } from "./workload.ts";

const CLASSES = 10, WIDTHS = [784, 200, 200, CLASSES], ROWS = 2000, BATCH = 200;

/** 784-200-200-10 with ReLU, cross-entropy, minibatches of 200 gathered from resident data. */
export const mlpClassifier: Workload = trainingWorkload(classifierOptions());

export function classifierOptions(): TrainingOptions {
  const model = multilayerPerceptron({ widths: WIDTHS, activation: "relu" });
  const pictures = uniformArray(generator(1, "pictures"), ROWS * WIDTHS[0], 0, 1);
  const labels = uniformArray(generator(1, "labels"), ROWS, 0, CLASSES);
  return {
    name: `mlp-${WIDTHS.join("-")}-batch${BATCH}`,
    title: `MLP ${WIDTHS.join("-")}, ReLU, cross-entropy, minibatch of ${BATCH}`,
    kind: "mlp",
    settings: { widths: WIDTHS, activation: "relu", loss: "cross-entropy" },
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(1, "initial")),
    learningRate: 1e-3,
    data: {
      x: { shape: [ROWS, WIDTHS[0]], values: Float32Array.from(pictures) },
      y: { shape: [ROWS], values: Int32Array.from(labels) },
    },
    ...classifierLosses(model, CLASSES),
    batches: storedBatches(ROWS, BATCH, ROWS / BATCH * 10),
  };
}
