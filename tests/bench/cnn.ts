/** A small convolutional classifier on random pictures of CIFAR's shape, with minibatches. */
import * as tf from "@tensorflow/tfjs-core";
import { chain, conv2d, dense, type Model, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { classifierLosses } from "./classifier_losses.ts";
import { storedBatches } from "./stored_batches.ts";
import { type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import type { Workload } from "./workload.ts";

/** Sizes of the classifier and its data. */
export interface CnnSizes {
  /** Height and width of a picture, a multiple of 4. */
  readonly side: number;
  /** Units of the two convolutions. */
  readonly units: readonly [number, number];
  readonly rows: number;
  readonly batch: number;
  /** How JAX pools: by `reduce_window`, as layer libraries do, or by a reshape. */
  readonly jaxPool: "window" | "reshape";
}

const CHANNELS = 3, CLASSES = 10;

function halved(x: tf.Tensor): tf.Tensor {
  return tf.maxPool(x as tf.Tensor4D, 2, 2, "valid");
}

function classifier({ side, units: [first, second] }: CnnSizes): Model {
  const kernel = 3, activation = "relu", flat = (side / 4) ** 2 * second;
  return chain({
    conv1: conv2d({ inputs: CHANNELS, units: first, kernel, activation }),
    pool1: halved,
    conv2: conv2d({ inputs: first, units: second, kernel, activation }),
    pool2: halved,
    flat: (x) => tf.reshape(x, [x.shape[0]!, flat]),
    output: dense({ inputs: flat, units: CLASSES }),
  });
}

/** Adam on the cross-entropy of two 3×3 convolutions with ReLU, each followed by 2×2 max pooling, and a dense layer. */
export function cnnOptions(sizes: CnnSizes): TrainingOptions {
  const { side, units, rows, batch, jaxPool } = sizes, model = classifier(sizes);
  const pictures = uniformArray(generator(1, "pictures"), rows * side * side * CHANNELS, 0, 1);
  const labels = uniformArray(generator(1, "labels"), rows, 0, CLASSES);
  return {
    name: `cnn-${units.join("-")}-batch${batch}`,
    title: `CNN ${units.join("-")} on ${side}×${side}×3, ReLU, pooling, cross-entropy, minibatch of ${batch}`,
    kind: "cnn",
    settings: { side, units, jaxPool },
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(1, "initial")),
    learningRate: 1e-3,
    data: {
      x: { shape: [rows, side, side, CHANNELS], values: Float32Array.from(pictures) },
      y: { shape: [rows], values: Int32Array.from(labels) },
    },
    ...classifierLosses(model, CLASSES),
    batches: storedBatches(rows, batch, 50),
  };
}

const SIZES: CnnSizes = { side: 32, units: [16, 32], rows: 640, batch: 64, jaxPool: "reshape" };

/** 16 and 32 units on 32×32×3, batch 64, beside a JAX that pools by a reshape, which is its fastest way on a CPU. */
export const cnn: Workload = trainingWorkload(cnnOptions(SIZES));

/** The same beside a JAX that pools by its window op, as its layer libraries do. */
export const cnnWindowed: Workload = windowedWorkload();

function windowedWorkload(): Workload {
  const options = cnnOptions({ ...SIZES, jaxPool: "window" });
  return trainingWorkload({
    ...options,
    name: `${options.name}-windowed`,
    title: "the CNN, pooled by reduce_window in JAX",
    extra: true,
  });
}
