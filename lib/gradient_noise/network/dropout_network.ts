/** Fully connected classifiers with dropout after every hidden layer, and their readings. */
import * as tf from "@tensorflow/tfjs-core";
import type { Dataset } from "../../data/mod.ts";
import { constant, grad, hvp, type LoopExecutable, type Precision, stepInputs } from "../../graph/mod.ts";
import { sampleDropoutMask } from "../mod.ts";
import { type ActivationName, flatten, kaimingNormal, multilayerPerceptron } from "../../nn/mod.ts";
import { parametersByName, parameterSize, xavierNormal } from "../../nn/mod.ts";
import { type Generator, generator } from "../../random/mod.ts";
import { TrainingStopped } from "../../train/mod.ts";
import { Classifier, type Inputs, type Tensors } from "./classifier.ts";

/** A network with dropout: full batch, cross-entropy, gradient descent, one mask per step for all rows. */
export interface DropoutNetworkOptions {
  hidden: readonly number[];
  activation: ActivationName;
  keep: number;
  rate: number;
  /** Parameter tensor on which noise and curvature are measured, such as "weight2". */
  block: string;
  precision: Precision;
}

/** Source of randomness in the gradients of a sample. */
export interface GradientNoise {
  /** Factors of the units of a layer. */
  mask(stream: Generator, width: number): Float64Array;
  /** Rows of a minibatch, drawn with replacement; all rows by default. */
  batch?: number;
  /** Standard deviation of the normal noise that is added to all parameters. */
  shift?: number;
}

/** Dropout. */
export function dropoutNoise(keep: number): GradientNoise {
  return { mask: (stream, width) => sampleDropoutMask(stream, width, keep) };
}

/** Normal factors with dropout's mean 1 and variance 1/p − 1. */
export function normalNoise(keep: number): GradientNoise {
  const deviation = Math.sqrt(1 / keep - 1);
  return {
    mask: (stream, width) => Float64Array.from({ length: width }, () => 1 + deviation * stream.normal()),
  };
}

/** No randomness in the units. */
export const NO_MASK: GradientNoise["mask"] = (_, width) => new Float64Array(width).fill(1);

/** Steps of one call of the engine. */
const CHUNK = 100;

/** A network in training. */
export class DropoutNetwork extends Classifier {
  readonly blockSize: number;
  /** All parameters. */
  theta: Float64Array;
  /** Steps made. */
  step = 0;
  /** Place of the block among the parameter tensors. */
  readonly #block: number;
  /** Shapes of the masks. */
  readonly #masks: Inputs;

  constructor(data: Dataset, readonly options: DropoutNetworkOptions, readonly seed: number) {
    const { hidden, activation, block, precision } = options;
    const model = multilayerPerceptron({ widths: [data.features, ...hidden, data.targets], activation });
    super(model, data, [data.features], precision);
    const specs = model.parameters, names = specs.map(({ name }) => name);
    this.#block = names.indexOf(block);
    if (this.#block < 0) {
      throw new RangeError(`DropoutNetwork: there is no parameter "${block}", allowed ${names.join(", ")}`);
    }
    this.blockSize = parameterSize(specs[this.#block]);
    this.#masks = Object.fromEntries(hidden.map((width, layer) => [`hidden${layer + 1}`, [width]]));
    this.theta = (activation === "relu" ? kaimingNormal : xavierNormal)(specs, generator(seed, "initial"));
  }

  /** The block's numbers, in the order of the flat vector. */
  get block(): Float64Array {
    return parametersByName(this.theta, this.model.parameters)[this.options.block].slice();
  }

  /** Continues from other parameters, which count as those after a number of steps. */
  resume(theta: Float64Array, step: number): void {
    if (theta.length !== this.theta.length) {
      throw new RangeError(
        `DropoutNetwork: needs ${this.theta.length} parameters to resume from, got ${theta.length}`,
      );
    }
    [this.theta, this.step] = [theta, step];
  }

  /** Steps of dropout; with `keepBlocks`, the block before each step as rows. */
  async advance(
    steps: number,
    { keepBlocks = false, signal }: { keepBlocks?: boolean; signal?: AbortSignal } = {},
  ): Promise<Float64Array> {
    const rows = new Float64Array(keepBlocks ? steps * this.blockSize : 0), { rate, keep } = this.options;
    const loop = await this.loop(`step ${keepBlocks}`, this.#masks, ({ theta, ...masks }) => {
      const tensors = this.tensors(theta), slope = flatten(grad(this.loss(tensors, masks), tensors));
      return {
        theta: tf.sub(theta, tf.mul(constant(rate), slope)),
        ...(keepBlocks ? { row: tf.reshape(tensors[this.#block], [-1]) } : {}),
      };
    });
    for (let done = 0, now; done < steps; done += now) {
      if (signal?.aborted) throw new TrainingStopped(this.step, undefined);
      now = Math.min(CHUNK, steps - done);
      const drawn = stepInputs(this.step, now, (k) => this.#drawMasks(["step"], k, dropoutNoise(keep)));
      const { state, metrics } = await loop.run({ theta: this.theta }, drawn, now);
      this.theta = Float64Array.from(state.theta);
      if (keepBlocks) rows.set(metrics.row, done * this.blockSize);
      this.step += now;
    }
    return rows;
  }

  /**
   * Gradients by the block at the present parameters, each under a new mask or another source of randomness.
   *
   * @returns rows `[count, block]`
   */
  async blockGradients(
    count: number,
    noise: GradientNoise = dropoutNoise(this.options.keep),
  ): Promise<Float64Array> {
    const P = this.theta.length, { batch = 0, shift = 0 } = noise;
    const inputs: Inputs = {
      ...this.#masks,
      ...(shift > 0 && { shift: [P] }),
      ...(batch > 0 && { rows: { shape: [batch], dtype: "int32" } }),
    };
    const body = ({ theta, shift, rows, ...masks }: Tensors) => {
      const tensors = this.tensors(shift ? tf.add(theta, shift) : theta);
      return this.#fixed(theta, grad(this.loss(tensors, masks, rows as tf.Tensor1D), tensors[this.#block]));
    };
    return await this.#rows(await this.loop(`gradients ${batch} ${shift > 0}`, inputs, body), count, (k) => {
      const stream = generator(this.seed, "gradient noise", this.step, k);
      return {
        ...this.#drawMasks(["gradient", this.step], k, noise),
        ...(shift > 0 && { shift: Float64Array.from({ length: P }, () => shift * stream.normal()) }),
        ...(batch > 0 && { rows: Array.from({ length: batch }, () => stream.integer(this.data.rows)) }),
      };
    });
  }

  /** The Hessian of R_S by the block on the first rows of the data, in float64, `[block, block]`. */
  async blockHessian(rows: number = this.data.rows): Promise<Float64Array> {
    const n = this.blockSize;
    const loop = await this.loop("hessian", { v: [n] }, ({ theta, v }) => {
      const tensors = this.tensors(theta), block = tensors[this.#block];
      return this.#fixed(
        theta,
        hvp(this.loss(tensors, {}, undefined, rows), block, tf.reshape(v, block.shape)),
      );
    }, "float64");
    const H = await this.#rows(loop, n, (k) => ({ v: new Float64Array(n).fill(1, k, k + 1) }));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) H[i * n + j] = H[j * n + i] = (H[i * n + j] + H[j * n + i]) / 2;
    }
    return H;
  }

  /** R_S on all rows as a function of the block, the other parameters as they are. */
  async blockLoss(): Promise<(block: Float64Array) => Promise<number>> {
    const program = await this.program("block loss", { block: [this.blockSize] }, ({ theta, block }) => {
      const tensors = this.tensors(theta);
      tensors[this.#block] = tf.reshape(block, tensors[this.#block].shape);
      return { loss: this.loss(tensors) };
    });
    return async (block) => (await program.run({ theta: this.theta, block })).loss[0];
  }

  /** Results of a step that leaves the parameters as they are. */
  #fixed(theta: tf.Tensor, row: tf.Tensor): Record<string, tf.Tensor> {
    return { theta: tf.add(theta, constant(0)), row: tf.reshape(row, [-1]) };
  }

  /** Masks of one step or draw, each from a stream of its own, however steps and draws fall into calls. */
  #drawMasks(what: readonly (string | number)[], k: number, { mask }: GradientNoise) {
    const drawn = this.options.hidden.map((width, layer) => {
      const name = `hidden${layer + 1}`;
      return [name, mask(generator(this.seed, ...what, name, k), width)] as const;
    });
    return Object.fromEntries(drawn);
  }

  /** Rows `[count, block]` of a loop that does not change the parameters. */
  async #rows(
    loop: LoopExecutable,
    count: number,
    draw: Parameters<typeof stepInputs>[2],
  ): Promise<Float64Array> {
    const rows = new Float64Array(count * this.blockSize);
    for (let done = 0; done < count; done += CHUNK) {
      const now = Math.min(CHUNK, count - done);
      const { metrics } = await loop.run({ theta: this.theta }, stepInputs(done, now, draw), now);
      rows.set(metrics.row, done * this.blockSize);
    }
    return rows;
  }
}
