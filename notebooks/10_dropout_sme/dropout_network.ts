/** Fully connected classifiers with dropout after every hidden layer, and their readings. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, compileLoop, constant, grad, hvp, type Precision, trace } from "../../lib/graph/mod.ts";
import type { Executable, InputSpec, LoopExecutable } from "../../lib/graph/mod.ts";
import { sampleDropoutMask } from "../../lib/gradient_noise/mod.ts";
import { type ActivationName, kaimingNormal, type Model, multilayerPerceptron } from "../../lib/nn/mod.ts";
import { crossEntropy, flatten, parametersByName } from "../../lib/nn/mod.ts";
import { parameterSize, unflatten, xavierNormal } from "../../lib/nn/mod.ts";
import { type Generator, generator } from "../../lib/random/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import type { LabelledRows } from "./labelled_rows.ts";

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

/** No randomness in the units. */
export const NO_MASK: GradientNoise["mask"] = (_, width) => new Float64Array(width).fill(1);

/** Steps of one call of the engine. */
const CHUNK = 100;

type Tensors = Readonly<Record<string, tf.Tensor>>;
type Inputs = Record<string, InputSpec>;

/** A network in training. */
export class DropoutNetwork {
  readonly model: Model;
  readonly blockSize: number;
  /** All parameters. */
  theta: Float64Array;
  /** Steps made. */
  step = 0;
  /** Place of the block among the parameter tensors. */
  readonly #block: number;
  /** Shapes of the masks. */
  readonly #masks: Inputs;
  readonly #loops = new Map<string, LoopExecutable>();
  readonly #programs = new Map<string, Executable>();

  constructor(
    readonly data: LabelledRows,
    readonly options: DropoutNetworkOptions,
    readonly seed: number,
  ) {
    const { hidden, activation, block } = options;
    this.model = multilayerPerceptron({ widths: [data.features, ...hidden, data.classes], activation });
    const specs = this.model.parameters, names = specs.map(({ name }) => name);
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
    const loop = await this.#loop(`step ${keepBlocks}`, this.#masks, ({ theta, ...masks }) => {
      const tensors = this.#tensors(theta), slope = flatten(grad(this.#loss(tensors, masks), tensors));
      return {
        theta: tf.sub(theta, tf.mul(constant(rate), slope)),
        ...(keepBlocks ? { row: tf.reshape(tensors[this.#block], [-1]) } : {}),
      };
    });
    for (let done = 0; done < steps;) {
      if (signal?.aborted) throw new TrainingStopped(this.step, undefined);
      const now = Math.min(CHUNK, steps - done);
      const masks = this.#drawMasks(["step"], this.step, now, dropoutNoise(keep).mask);
      const { state, metrics } = await loop.run({ theta: this.theta }, masks, now);
      this.theta = Float64Array.from(state.theta as Float64Array);
      if (keepBlocks) rows.set(metrics.row as Float64Array, done * this.blockSize);
      done += now;
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
    { mask, batch = 0, shift = 0 }: GradientNoise = dropoutNoise(this.options.keep),
  ): Promise<Float64Array> {
    const P = this.theta.length, inputs: Inputs = { ...this.#masks };
    if (shift > 0) inputs.shift = [P];
    if (batch > 0) inputs.rows = { shape: [batch], dtype: "int32" };
    const loop = await this.#loop(
      `gradients ${batch} ${shift > 0}`,
      inputs,
      ({ theta, shift, rows, ...masks }) => {
        const tensors = this.#tensors(shift ? tf.add(theta, shift) : theta);
        const loss = this.#loss(tensors, masks, rows as tf.Tensor1D);
        return this.#fixed(theta, grad(loss, tensors[this.#block]));
      },
    );
    return await this.#rows(loop, count, (from, now) => {
      const drawn: Record<string, Float64Array | Int32Array> = this.#drawMasks(
        ["gradient", this.step],
        from,
        now,
        mask,
      );
      if (shift > 0) drawn.shift = new Float64Array(now * P);
      if (batch > 0) drawn.rows = new Int32Array(now * batch);
      for (let k = 0; k < now; k++) {
        const stream = generator(this.seed, "gradient noise", this.step, from + k);
        for (let j = 0; j < P && shift > 0; j++) drawn.shift[k * P + j] = shift * stream.normal();
        for (let j = 0; j < batch; j++) drawn.rows[k * batch + j] = stream.integer(this.data.rows);
      }
      return drawn;
    });
  }

  /** The Hessian of R_S by the block on the first rows of the data, in float64, `[block, block]`. */
  async blockHessian(rows: number = this.data.rows): Promise<Float64Array> {
    const n = this.blockSize;
    const loop = await this.#loop("hessian", { v: [n] }, ({ theta, v }) => {
      const tensors = this.#tensors(theta), block = tensors[this.#block];
      const loss = this.#loss(tensors, {}, undefined, rows);
      return this.#fixed(theta, hvp(loss, block, tf.reshape(v, block.shape)));
    }, "float64");
    const H = await this.#rows(loop, n, (from, now) => {
      const v = new Float64Array(now * n);
      for (let k = 0; k < now; k++) v[k * n + from + k] = 1;
      return { v };
    });
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) H[i * n + j] = H[j * n + i] = (H[i * n + j] + H[j * n + i]) / 2;
    }
    return H;
  }

  /** R_S, without dropout, on some rows, and the fraction of rows that are right. */
  async evaluate(data: LabelledRows = this.data): Promise<{ loss: number; accuracy: number }> {
    const program = await this.#program(`evaluate ${data.name}`, {}, ({ theta }) => {
      const logits = this.model.apply(this.#tensors(theta), constant(data.x, [data.rows, data.features]));
      const labels = tf.tensor1d(data.labels, "int32");
      const right = tf.cast(tf.equal(tf.argMax(logits, -1), labels), "float32");
      return { loss: crossEntropy(logits, labels), accuracy: tf.mean(right) };
    });
    const { loss, accuracy } = await program.run({ theta: this.theta });
    return { loss: loss[0], accuracy: accuracy[0] };
  }

  /** R_S on all rows as a function of the block, the other parameters as they are. */
  async blockLoss(): Promise<(block: Float64Array) => Promise<number>> {
    const program = await this.#program("block loss", { block: [this.blockSize] }, ({ theta, block }) => {
      const tensors = this.#tensors(theta);
      tensors[this.#block] = tf.reshape(block, tensors[this.#block].shape);
      return { loss: this.#loss(tensors, {}) };
    });
    return async (block) => (await program.run({ theta: this.theta, block })).loss[0];
  }

  /** Frees the engine's memory. */
  async close(): Promise<void> {
    for (const one of [...this.#loops.values(), ...this.#programs.values()]) await one.dispose();
  }

  #tensors(theta: tf.Tensor): tf.Tensor[] {
    return unflatten(theta, this.model.parameters);
  }

  /** Results of a step that does not change the parameters. */
  #fixed(theta: tf.Tensor, row: tf.Tensor): Record<string, tf.Tensor> {
    return { theta: tf.add(theta, constant(0)), row: tf.reshape(row, [-1]) };
  }

  /** Cross-entropy under masks by layer (none: without dropout), on a minibatch, or on the first rows. */
  #loss(
    tensors: readonly tf.Tensor[],
    masks: Tensors,
    batch?: tf.Tensor1D,
    first = this.data.rows,
  ): tf.Scalar {
    const { x, labels, features } = this.data;
    const hooks = Object.fromEntries(
      Object.entries(masks).map(([name, mask]) => [name, (hidden: tf.Tensor) => tf.mul(hidden, mask)]),
    );
    const whole = constant(x.subarray(0, first * features), [first, features]);
    const targets = tf.tensor1d(labels.subarray(0, first), "int32");
    return crossEntropy(
      this.model.apply(tensors, batch ? tf.gather(whole, batch) : whole, hooks),
      batch ? tf.gather(targets, batch) : targets,
    );
  }

  /**
   * Masks of the steps or draws from one number on, each from its own stream, independent of the division into calls.
   */
  #drawMasks(
    what: readonly (string | number)[],
    from: number,
    count: number,
    draw: GradientNoise["mask"],
  ): Record<string, Float64Array> {
    return Object.fromEntries(this.options.hidden.map((width, layer) => {
      const name = `hidden${layer + 1}`, values = new Float64Array(count * width);
      for (let k = 0; k < count; k++) {
        values.set(draw(generator(this.seed, ...what, name, from + k), width), k * width);
      }
      return [name, values];
    }));
  }

  /** Rows `[count, block]` of a loop that does not change the parameters. */
  async #rows(
    loop: LoopExecutable,
    count: number,
    inputs: (from: number, now: number) => Record<string, Float64Array | Int32Array>,
  ): Promise<Float64Array> {
    const rows = new Float64Array(count * this.blockSize);
    for (let done = 0; done < count; done += CHUNK) {
      const now = Math.min(CHUNK, count - done);
      const { metrics } = await loop.run({ theta: this.theta }, inputs(done, now), now);
      rows.set(metrics.row as Float64Array, done * this.blockSize);
    }
    return rows;
  }

  async #loop(
    name: string,
    inputs: Inputs,
    step: (inputs: Tensors) => Record<string, tf.Tensor>,
    precision?: Precision,
  ) {
    const loop = this.#loops.get(name) ?? await compileLoop(this.#trace(inputs, step, precision), ["theta"]);
    this.#loops.set(name, loop);
    return loop;
  }

  async #program(name: string, inputs: Inputs, body: (inputs: Tensors) => Record<string, tf.Tensor>) {
    const program = this.#programs.get(name) ?? await compile(this.#trace(inputs, body));
    this.#programs.set(name, program);
    return program;
  }

  #trace(
    inputs: Inputs,
    body: (inputs: Tensors) => Record<string, tf.Tensor>,
    precision = this.options.precision,
  ) {
    return trace(body, { theta: [this.theta.length], ...inputs }, { precision });
  }
}
