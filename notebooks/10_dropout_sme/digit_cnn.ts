/** Small convolutional classifiers of digits, trained with and without dropout. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, constant, type Executable, trace } from "../../lib/graph/mod.ts";
import type { Hooks, Model } from "../../lib/nn/mod.ts";
import { accuracy, chain, conv2d, crossEntropy } from "../../lib/nn/mod.ts";
import { dense, kaimingNormal, parameterCount, unflatten } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import type { DrawnTensor, RunContext } from "../../lib/train/mod.ts";
import { dropoutMask, shuffledBatches, train } from "../../lib/train/mod.ts";
import type { LabelledRows } from "./labelled_rows.ts";

/** Sizes of a network, and how it is trained. */
export interface DigitCnnSettings {
  /** Pixels of a side. */
  side: number;
  /** Filters of the two convolutions, 3 × 3, each followed by max pooling over 2 × 2. */
  filters: [number, number];
  /** Units of the fully connected layer before the output. */
  hidden: number;
  /** Probability to keep a unit of the pooled maps. */
  keepMaps: number;
  /** Probability to keep a unit of the fully connected layer. */
  keepHidden: number;
  /** Adam's. */
  rate: number;
  batch: number;
  epochs: number;
}

const CLASSES = 10;

/** A network on its training digits. */
export class DigitCnn {
  readonly model: Model;
  /** Shapes of the masks, by the layer whose result they multiply. */
  readonly #masks: Record<string, { shape: number[]; keep: number }>;
  readonly #programs = new Map<string, Executable>();

  constructor(readonly data: LabelledRows, readonly settings: DigitCnnSettings) {
    const { side, filters: [first, second], hidden, keepMaps, keepHidden } = settings;
    const half = Math.floor(side / 2), quarter = Math.floor(half / 2), flat = quarter * quarter * second;
    const halved = (x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, 2, 2, "valid");
    this.model = chain({
      conv1: conv2d({ inputs: 1, units: first, kernel: 3, activation: "relu" }),
      pool1: halved,
      conv2: conv2d({ inputs: first, units: second, kernel: 3, activation: "relu" }),
      pool2: halved,
      flat: (x) => tf.reshape(x, [x.shape[0]!, flat]),
      hidden: dense({ inputs: flat, units: hidden, activation: "relu" }),
      output: dense({ inputs: hidden, units: CLASSES }),
    });
    this.#masks = {
      pool1: { shape: [half, half, first], keep: keepMaps },
      pool2: { shape: [quarter, quarter, second], keep: keepMaps },
      hidden: { shape: [hidden], keep: keepHidden },
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
    const ends = Array.from({ length: epochs }, (_, k) => (k + 1) * perEpoch);
    const masks = Object.entries(this.#masks).map(([layer, mask]) => [layer, dropoutMask(mask)]);
    const tensors: Record<string, DrawnTensor> = Object.fromEntries(masks);
    const found = await train({
      parameters: this.model.parameters,
      initial: kaimingNormal(this.model.parameters, generator(seed, "initial")),
      loss: (parameters, batchRows, masks) => {
        const labels = tf.tensor1d(this.data.labels, "int32"), whole = this.#images(this.data);
        const hooks: Hooks = Object.fromEntries(
          Object.entries(masks).map(([layer, mask]) => [layer, (value: tf.Tensor) => tf.mul(value, mask)]),
        );
        return crossEntropy(
          this.model.apply(parameters, tf.gather(whole, batchRows), hooks),
          tf.gather(labels, batchRows),
        );
      },
      optimizer: adam({ learningRate: rate }),
      steps: epochs * perEpoch,
      batches: shuffledBatches({ rows, size: batch, seed }),
      ...(dropout ? { drawn: { seed, tensors } } : {}),
      observe: (parameters) => ({ loss: this.#measures(parameters, this.data).loss }),
      observeAt: ends,
      signal: context.signal,
      progress: (progress) => context.progress(name, progress),
      checkpoint: context.checkpoint(name),
    });
    return { loss: [...found.curves.loss], theta: found.parameters };
  }

  /** Loss without dropout, and fraction of rows that are right. */
  async evaluate(
    theta: Float64Array,
    data: LabelledRows = this.data,
  ): Promise<{ loss: number; accuracy: number }> {
    const specs = this.model.parameters, inputs = { theta: [parameterCount(specs)] };
    const body = ({ theta }: { theta: tf.Tensor }) => this.#measures(unflatten(theta, specs), data);
    const program = this.#programs.get(data.name) ?? await compile(trace(body, inputs));
    this.#programs.set(data.name, program);
    const { loss, accuracy } = await program.run({ theta });
    return { loss: loss[0], accuracy: accuracy[0] };
  }

  /** Frees the engine's memory. */
  async close(): Promise<void> {
    for (const program of this.#programs.values()) await program.dispose();
  }

  #images({ x, rows }: LabelledRows): tf.Tensor {
    const { side } = this.settings;
    return constant(x, [rows, side, side, 1]);
  }

  #measures(parameters: tf.Tensor[], data: LabelledRows): { loss: tf.Scalar; accuracy: tf.Scalar } {
    const logits = this.model.apply(parameters, this.#images(data)),
      labels = tf.tensor1d(data.labels, "int32");
    return { loss: crossEntropy(logits, labels), accuracy: accuracy(logits, labels) };
  }
}
