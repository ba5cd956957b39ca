/** Networks for images: a small one of R8, and a small MobileNetV2. */
import * as tf from "@tensorflow/tfjs-core";
import * as nn from "../../lib/nn/mod.ts";

/** A network that is built for the widths of its hidden layers. */
export interface ImageNetwork {
  build(widths: readonly number[]): nn.Model;
  widths: readonly number[];
  /** Names of the layers that the widths count. */
  layers: readonly string[];
  activation: nn.ActivationName;
}

/** A convolution with batch norm and ReLU, as parts of a chain. */
const normed = (name: string, inputs: number, units: number, kernel: number, stride = 1) => ({
  [name]: nn.conv2d({ inputs, units, kernel, stride, bias: false }),
  [`${name}_norm`]: nn.batchNorm({ channels: units }),
  [`${name}_relu`]: nn.activation("relu"),
});

/** R8: two convolutions, a depthwise-separable block, a head. 16 × 16 pixels. */
const small: ImageNetwork = {
  widths: [16, 32, 96, 64],
  layers: ["conv1", "conv2", "block.expand", "head"],
  activation: "relu",
  build: ([first, second, hidden, head]) =>
    nn.chain({
      ...normed("conv1", 3, first, 3),
      ...normed("conv2", first, second, 3, 2),
      block: nn.invertedResidual({ inputs: second, units: 24, hidden, stride: 2, activation: "relu" }),
      ...normed("head", 24, head, 1),
      pool: (x: tf.Tensor) => tf.mean(x, [1, 2]),
      output: nn.dense({ inputs: head, units: 10 }),
    }),
};

/** Channels and stride of the blocks of the small MobileNetV2. */
const BLOCKS = [[16, 1], [24, 2], [24, 1], [32, 2], [32, 1], [64, 2], [64, 1]] as const, STEM = 16;
const inputsOf = (block: number) => block === 0 ? STEM : BLOCKS[block - 1][0];

/** MobileNetV2 with seven blocks of expansion 6; the streams keep their channels. */
const mobilenet: ImageNetwork = {
  widths: [...BLOCKS.map((_, k) => 6 * inputsOf(k)), 128],
  layers: [
    ...BLOCKS.map(([units, stride], k) =>
      `block${k + 1}.${stride === 1 && inputsOf(k) === units ? "body." : ""}expand`
    ),
    "head",
  ],
  activation: "relu6",
  build: (widths) =>
    nn.mobileNet({
      classes: 10,
      stem: STEM,
      blocks: BLOCKS,
      hidden: widths.slice(0, BLOCKS.length),
      head: widths[BLOCKS.length],
    }),
};

export const IMAGE_NETWORKS = { small, mobilenet };
