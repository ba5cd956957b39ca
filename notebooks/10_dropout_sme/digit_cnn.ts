/** Small convolutional classifiers of digits, trained with and without dropout. */
import * as tf from "@tensorflow/tfjs-core";
import type { Dataset } from "../../lib/data/mod.ts";
import { chain, conv2d, dense, kaimingNormal } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import {
  type DrawnTensor,
  dropoutMask,
  type RunContext,
  shuffledBatches,
  train,
} from "../../lib/train/mod.ts";
import { Classifier } from "../../lib/gradient_noise/network/mod.ts";
import type { CNN } from "./convolution_profiles.ts";

/** Sizes of a network, and how it is trained. */
type DigitCnnSettings = Omit<typeof CNN, "rows" | "testRows" | "directions" | "reach" | "points">;

/** A network on its training digits. */
export class DigitCnn extends Classifier {
  /** Masks by the layer whose result they multiply. */
  readonly #masks: Record<string, DrawnTensor>;

  constructor(data: Dataset, readonly settings: DigitCnnSettings) {
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
