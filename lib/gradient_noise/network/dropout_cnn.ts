/** Small convolutional classifiers of images, trained with and without dropout. */
import * as tf from "@tensorflow/tfjs-core";
import type { Dataset } from "../../data/mod.ts";
import { chain, conv2d, dense, kaimingNormal } from "../../nn/mod.ts";
import { adam } from "../../optim/mod.ts";
import { generator } from "../../random/mod.ts";
import { type DrawnTensor, dropoutMask, type RunContext, shuffledBatches, train } from "../../train/mod.ts";
import { Classifier } from "./classifier.ts";

/** Sizes of a network, and how it is trained. */
export interface DropoutCnnSettings {
  /** Pixels of a side; the images have one channel. */
  readonly side: number;
  /** Filters of the two convolutions, 3 × 3, each followed by max pooling over 2 × 2. */
  readonly filters: readonly [number, number];
  /** Units of the fully connected layer before the output. */
  readonly hidden: number;
  /** Probability to keep a unit of the pooled maps, and one of the fully connected layer. */
  readonly keepMaps: number;
  readonly keepHidden: number;
  /** Adam's. */
  readonly rate: number;
  readonly batch: number;
  readonly epochs: number;
}

/** A network on its training images. */
export class DropoutCnn extends Classifier {
  /** Masks by the layer whose result they multiply. */
  readonly #masks: Record<string, DrawnTensor>;

  constructor(data: Dataset, readonly settings: DropoutCnnSettings) {
    const { side, filters: [first, second], hidden, keepMaps, keepHidden } = settings;
    const half = Math.floor(side / 2), quarter = Math.floor(half / 2), flat = quarter * quarter * second;
    const halved = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 2, 2, "valid");
    const model = chain({
      conv1: conv2d({ inputs: 1, units: first, kernel: 3, activation: "relu" }),
      pool1: halved,
      conv2: conv2d({ inputs: first, units: second, kernel: 3, activation: "relu" }),
      pool2: halved,
      flat: (x) => tf.reshape(x, [x.shape[0]!, flat]),
      hidden: dense({ inputs: flat, units: hidden, activation: "relu" }),
      output: dense({ inputs: hidden, units: data.targets }),
    });
    super(model, data, [side, side, 1]);
    this.#masks = {
      pool1: dropoutMask({ shape: [half, half, first], keep: keepMaps }),
      pool2: dropoutMask({ shape: [quarter, quarter, second], keep: keepMaps }),
      hidden: dropoutMask({ shape: [hidden], keep: keepHidden }),
    };
  }

  /**
   * Adam on minibatches, from the parameters and with the minibatches of a seed; one mask per step, for all its rows.
   *
   * A shorter training is the beginning of a longer one.
   *
   * @returns R_S, without dropout, on all rows, after every epoch, and the parameters at the end
   */
  async train(
    name: string,
    { dropout, seed, epochs = this.settings.epochs }: { dropout: boolean; seed: number; epochs?: number },
    context: RunContext,
  ): Promise<{ loss: number[]; theta: Float64Array }> {
    const { rows } = this.data, { rate, batch } = this.settings, perEpoch = Math.floor(rows / batch);
    const found = await train({
      parameters: this.model.parameters,
      initial: kaimingNormal(this.model.parameters, generator(seed, "initial")),
      loss: (parameters, batchRows, masks) => this.loss(parameters, masks, batchRows),
      optimizer: adam({ learningRate: rate }),
      steps: epochs * perEpoch,
      batches: shuffledBatches({ rows, size: batch, seed }),
      ...(dropout ? { drawn: { seed, tensors: this.#masks } } : {}),
      observe: (parameters) => ({ loss: this.loss(parameters) }),
      observeAt: Array.from({ length: epochs }, (_, k) => (k + 1) * perEpoch),
      signal: context.signal,
      progress: (progress) => context.progress(name, progress),
      checkpoint: context.checkpoint(name),
    });
    return { loss: [...found.curves.loss], theta: found.parameters };
  }
}
