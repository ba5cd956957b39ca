/** A small MobileNetV2 on random pictures, with minibatches. */
import * as tf from "@tensorflow/tfjs-core";
import {
  activation,
  batchNorm,
  chain,
  conv2d,
  dense,
  invertedResidual,
  type Model,
  uniformFanIn,
} from "../../lib/nn/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { classifierLosses } from "./classifier_losses.ts";
import { storedBatches } from "./stored_batches.ts";
import { type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import type { Workload } from "./workload.ts";

/** Sizes of the net and its data. */
export interface MobileNetSizes {
  /** Height and width of a picture. */
  readonly side: number;
  /** Channels of the first convolution. */
  readonly stem: number;
  /** Channels and stride of each block. */
  readonly blocks: readonly (readonly [units: number, stride: number])[];
  readonly expansion: number;
  /** Channels of the last convolution. */
  readonly head: number;
  readonly rows: number;
  readonly batch: number;
}

const CHANNELS = 3, CLASSES = 10;

/** Convolution, blocks, 1×1 convolution, mean over the picture and a dense layer, with batch norm and ReLU6. */
function network({ stem, blocks, expansion, head }: MobileNetSizes): Model {
  const relu6 = activation("relu6"), widths = [stem, ...blocks.map(([units]) => units)];
  const normed = (name: string, inputs: number, units: number, kernel: number) => ({
    [name]: conv2d({ inputs, units, kernel, bias: false }),
    [`${name}_norm`]: batchNorm({ channels: units }),
    [`${name}_activation`]: relu6,
  });
  return chain({
    ...normed("stem", CHANNELS, stem, 3),
    ...Object.fromEntries(
      blocks.map(([units, stride], i) => [
        `block${i + 1}`,
        invertedResidual({ inputs: widths[i], units, stride, expansion }),
      ]),
    ),
    ...normed("head", widths[blocks.length], head, 1),
    pool: (x) => tf.mean(x, [1, 2]),
    output: dense({ inputs: head, units: CLASSES }),
  });
}

/** Adam on the cross-entropy of a MobileNetV2 with batch norm and ReLU6. */
export function mobileNetOptions(sizes: MobileNetSizes): TrainingOptions {
  const { side, blocks, rows, batch } = sizes, model = network(sizes);
  const pictures = uniformArray(generator(1, "pictures"), rows * side * side * CHANNELS, 0, 1);
  const labels = uniformArray(generator(1, "labels"), rows, 0, CLASSES);
  return {
    name: `mobilenet-small-${side}-batch${batch}`,
    title: `MobileNetV2-small on ${side}×${side}×3, batch norm, ReLU6, cross-entropy, minibatch of ${batch}`,
    kind: "mobile_net",
    extra: true,
    settings: { strides: blocks.map(([, stride]) => stride) },
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(1, "initial")),
    // Small enough for sides that round differently to stay together: Adam makes the most of every gradient.
    learningRate: 3e-5,
    data: {
      x: { shape: [rows, side, side, CHANNELS], values: Float32Array.from(pictures) },
      y: { shape: [rows], values: Int32Array.from(labels) },
    },
    loss: classifierLosses(model, CLASSES).loss,
    eagerLoss: "batch norm of lib/nn is for traced code",
    batches: storedBatches(rows, batch, 50),
  };
}

/** 131 thousand weights on 16×16×3, batch 64, as paper 05 trains it. */
export const mobileNetSmall: Workload = trainingWorkload(mobileNetOptions({
  side: 16,
  stem: 16,
  blocks: [[16, 1], [24, 2], [24, 1], [32, 2], [32, 1], [64, 2], [64, 1]],
  expansion: 6,
  head: 128,
  rows: 640,
  batch: 64,
}));
