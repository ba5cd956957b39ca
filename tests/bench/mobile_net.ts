/** A small MobileNetV2 on random pictures, with minibatches. */
import { mobileNet, type MobileNetOptions, SMALL_MOBILE_NET, uniformFanIn } from "../../lib/nn/mod.ts";
import { generator, uniformArray } from "../../lib/random/mod.ts";
import { classifierLosses } from "./classifier_losses.ts";
import { storedBatches } from "./stored_batches.ts";
import { type TrainingOptions, trainingWorkload } from "./training_workload.ts";
import type { Workload } from "./workload.ts";

/** Sizes of the net and its data. */
export interface MobileNetSizes extends Pick<MobileNetOptions, "stem" | "head"> {
  /** Height and width of a picture. */
  readonly side: number;
  readonly blocks: NonNullable<MobileNetOptions["blocks"]>;
  readonly rows: number;
  readonly batch: number;
}

const CHANNELS = 3, CLASSES = 10;

/** Adam on the cross-entropy of a MobileNetV2 with batch norm and ReLU6. */
export function mobileNetOptions({ side, rows, batch, ...sizes }: MobileNetSizes): TrainingOptions {
  const model = mobileNet({ ...sizes, inputs: CHANNELS, classes: CLASSES });
  const pictures = uniformArray(generator(1, "pictures"), rows * side * side * CHANNELS, 0, 1);
  const labels = uniformArray(generator(1, "labels"), rows, 0, CLASSES);
  return {
    name: `mobilenet-small-${side}-batch${batch}`,
    title: `MobileNetV2-small on ${side}×${side}×3, batch norm, ReLU6, cross-entropy, minibatch of ${batch}`,
    kind: "mobile_net",
    extra: true,
    settings: {
      strides: sizes.blocks.map(({ stride = 1 }) => stride),
      expansions: sizes.blocks.map(({ expansion = 6 }) => expansion),
    },
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(1, "initial")),
    // Small enough for sides that round differently to stay together: Adam makes the most of every gradient.
    learningRate: 1e-4,
    data: {
      x: { shape: [rows, side, side, CHANNELS], values: Float32Array.from(pictures) },
      y: { shape: [rows], values: Int32Array.from(labels) },
    },
    loss: classifierLosses(model, CLASSES).loss,
    eagerLoss: "batch norm of lib/nn is for traced code",
    batches: storedBatches(rows, batch, 50),
  };
}

/** 125 thousand weights on 16×16×3, batch 64, as paper 05 trains it. */
export const mobileNetSmall: Workload = trainingWorkload(
  mobileNetOptions({ side: 16, stem: 16, head: 128, blocks: SMALL_MOBILE_NET, rows: 640, batch: 64 }),
);
