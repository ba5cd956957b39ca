/** MobileNetV2 (Sandler et al., 2018), for pictures of any size. */
import * as tf from "@tensorflow/tfjs-core";
import { activation } from "./activation.ts";
import { batchNorm } from "./batch_norm.ts";
import { chain } from "./chain.ts";
import { requireSameLength } from "../checks.ts";
import { conv2d } from "./conv.ts";
import { dense } from "./dense.ts";
import { invertedResidual } from "./inverted_residual.ts";
import type { Model } from "./model.ts";

/** Settings of {@linkcode mobileNet}. */
export interface MobileNetOptions {
  /** Channels of the pictures; 3 by default. */
  inputs?: number;
  classes: number;
  /** Channels of the first convolution, whose stride is 1. */
  stem: number;
  /** Channels and stride of each block. */
  blocks: readonly (readonly [units: number, stride: number])[];
  /** Factor for the channels inside a block; 6 by default. */
  expansion?: number;
  /** Channels inside each block, for a network that was cut; `expansion` times the block's inputs by default. */
  hidden?: readonly number[];
  /** Channels of the last convolution. */
  head: number;
}

/**
 * Convolution, inverted residual blocks, 1×1 convolution, mean over the picture and a dense layer, with batch norm and
 * ReLU6.
 *
 * Parts are `stem`, `block1` …, `head` and `output`, those of a block as {@linkcode invertedResidual} names them.
 *
 * @throws {RangeError} for counts that are not positive integers, or another number of hidden widths than of blocks
 */
export function mobileNet(options: MobileNetOptions): Model {
  const { inputs = 3, classes, stem, blocks, expansion = 6, hidden, head } = options;
  if (hidden) requireSameLength("mobileNet", "hidden", hidden.length, "blocks", blocks.length);
  const relu6 = activation("relu6"), widths = [stem, ...blocks.map(([units]) => units)];
  const normed = (name: string, inputs: number, units: number, kernel: number) => ({
    [name]: conv2d({ inputs, units, kernel, bias: false }),
    [`${name}_norm`]: batchNorm({ channels: units }),
    [`${name}_activation`]: relu6,
  });
  const inside = blocks.map(([units, stride], k) =>
    invertedResidual({
      inputs: widths[k],
      units,
      stride,
      expansion,
      ...(hidden ? { hidden: hidden[k] } : {}),
    })
  );
  return chain({
    ...normed("stem", inputs, stem, 3),
    ...Object.fromEntries(inside.map((block, k) => [`block${k + 1}`, block])),
    ...normed("head", widths[blocks.length], head, 1),
    pool: (x) => tf.mean(x, [1, 2]),
    output: dense({ inputs: head, units: classes }),
  });
}
