/** A small MobileNetV2 on random pictures, with minibatches. */
import { mobileNet, type MobileNetOptions, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { classifierLosses } from "./classifier_losses.ts";
import { storedBatches } from "./stored_batches.ts";
import { type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import type { Workload } from "./workload.ts";

/** Sizes of the network and its data. */
export interface MobileNetSizes extends Pick<MobileNetOptions, "stem" | "blocks" | "expansion" | "head"> {
  /** Height and width of a picture. */
  readonly side: number;
  readonly rows: number;
  readonly batch: number;
}

const CHANNELS = 3, CLASSES = 10;

/** Adam on the cross-entropy of a MobileNetV2 with batch norm and ReLU6. */
export function mobileNetOptions(sizes: MobileNetSizes): TrainingOptions {
  const { side, rows, batch, ...shape } = sizes, { blocks } = shape;
  const model = mobileNet({ inputs: CHANNELS, classes: CLASSES, ...shape });
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

/** The network of paper 05 on 16×16×3, batch 64. */
export const mobileNetSmall: Workload = trainingWorkload(mobileNetOptions({
  side: 16,
  stem: 16,
  blocks: [[16, 1], [24, 2], [24, 1], [32, 2], [32, 1], [64, 2], [64, 1]],
  head: 128,
  rows: 640,
  batch: 64,
}));
