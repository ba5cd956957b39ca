/** MobileNetV2 (Sandler et al., 2018) for small pictures. */
import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../checks.ts";
import { type Activation, type ActivationName, activationOf } from "./activation.ts";
import { batchNorm } from "./batch_norm.ts";
import { chain } from "./chain.ts";
import { conv2d } from "./conv.ts";
import { dense } from "./dense.ts";
import { invertedResidual } from "./inverted_residual.ts";
import type { Model } from "./model.ts";

/** One inverted residual block of {@linkcode mobileNet}. */
export interface MobileNetBlock {
  /** channels of its result */
  readonly units: number;
  /** factor of the channels between; 6 by default */
  readonly expansion?: number;
  /** step of its depthwise kernel; 1 by default */
  readonly stride?: number;
}

/** Settings of {@linkcode mobileNet}. */
export interface MobileNetOptions {
  /** channels of a picture; 3 by default */
  readonly inputs?: number;
  /** channels of the first convolution, 3×3 with stride 1; 16 by default */
  readonly stem?: number;
  /** {@linkcode SMALL_MOBILE_NET} by default */
  readonly blocks?: readonly MobileNetBlock[];
  /** channels of the last convolution, 1×1; 128 by default */
  readonly head?: number;
  readonly classes: number;
  /** "relu6" by default */
  readonly activation?: ActivationName | Activation;
}

/** Seven blocks of up to 64 channels and two halvings, for pictures of 16 or 32 pixels a side: 125 thousand weights. */
export const SMALL_MOBILE_NET: readonly MobileNetBlock[] = [
  { units: 16, expansion: 1 },
  { units: 24 },
  { units: 24 },
  { units: 32, stride: 2 },
  { units: 32 },
  { units: 64, stride: 2 },
  { units: 64 },
];

/**
 * Convolution, inverted residual blocks, 1×1 convolution, mean over the picture and a dense layer: `[batch, height,
 * width, inputs]` to logits `[batch, classes]`. Batch norm follows each convolution.
 *
 * Parts are `stem`, `stem_norm`, `block1` …, `head`, `head_norm` and `output`.
 *
 * @throws {RangeError} for counts that are not positive integers, no blocks, or an unknown activation
 */
export function mobileNet(options: MobileNetOptions): Model {
  const { inputs = 3, stem = 16, blocks = SMALL_MOBILE_NET, head = 128, classes } = options;
  const owner = "mobile net", activation = options.activation ?? "relu6", activate = activationOf(activation);
  for (const [name, count] of Object.entries({ inputs, stem, head, classes })) {
    requireInteger(owner, name, count);
  }
  if (blocks.length === 0) throw new RangeError(`${owner}: blocks are needed, got none`);
  const widths = [stem, ...blocks.map(({ units }) => units)];
  const last = widths[blocks.length];
  return chain({
    stem: conv2d({ inputs, units: stem, kernel: 3, bias: false }),
    stem_norm: batchNorm({ channels: stem }),
    stem_activation: activate,
    ...Object.fromEntries(
      blocks.map((block, i) => [
        `block${i + 1}`,
        invertedResidual({ ...block, inputs: widths[i], activation }),
      ]),
    ),
    head: conv2d({ inputs: last, units: head, kernel: 1, bias: false }),
    head_norm: batchNorm({ channels: head }),
    head_activation: activate,
    pool: (x) => tf.mean(x, [1, 2]),
    output: dense({ inputs: head, units: classes }),
  });
}
