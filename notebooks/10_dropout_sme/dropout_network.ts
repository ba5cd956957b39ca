/** Fully connected classifiers with dropout after every hidden layer, and what is read of them. */
import * as tf from "@tensorflow/tfjs-core";
import {
  compile,
  compileLoop,
  constant,
  type Executable,
  grad,
  hvp,
  type InputSpec,
  type LoopExecutable,
  type Precision,
  trace,
} from "../../lib/graph/mod.ts";
import { sampleDropoutMask } from "../../lib/gradient_noise/mod.ts";
import {
  type ActivationName,
  crossEntropy,
  flatten,
  kaimingNormal,
  type Model,
  multilayerPerceptron,
  parametersByName,
  unflatten,
  xavierNormal,
} from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { TrainingStopped } from "../../lib/train/mod.ts";
import type { LabelledRows } from "./labelled_rows.ts";

/** A network with dropout: full batch, cross-entropy, gradient descent, one mask a step for all rows. */
export interface DropoutNetworkOptions {
  hidden: readonly number[];
  activation: ActivationName;
  keep: number;
  rate: number;
  /** Parameter tensor on which noise and curvature are looked at, such as "weight2". */
  block: string;
  precision: Precision;
}

/** Steps of one call of the engine. */
const CHUNK = 100;

/** A network in training. */
export class DropoutNetwork {
  readonly model: Model;
  readonly blockSize: number;
  /** All parameters. */
  theta: Float64Array;
  /** Steps made. */
  step = 0;
  readonly #loops = new Map<string, LoopExecutable>();
  readonly #programs = new Map<string, Executable>();

  constructor(
    readonly data: LabelledRows,
    readonly options: DropoutNetworkOptions,
    readonly seed: number,
  ) {
    const { hidden, activation, block } = options;
    this.model = multilayerPerceptron({ widths: [data.features, ...hidden, data.classes], activation });
    const spec = this.model.parameters.find(({ name }) => name === block);
    const names = this.model.parameters.map(({ name }) => name);
    if (!spec) {
      throw new RangeError(`DropoutNetwork: there is no parameter "${block}", allowed ${names.join(", ")}`);
    }
    this.blockSize = spec.shape.reduce((product, length) => product * length, 1);
    const draw = activation === "relu" ? kaimingNormal : xavierNormal;
    this.theta = draw(this.model.parameters, generator(seed, "initial"));
  }

  /** The block's numbers, in the order of the flat vector. */
  get block(): Float64Array {
    return parametersByName(this.theta, this.model.parameters)[this.options.block].slice();
  }

  /** Go on from other parameters, said to be those after so many steps. */
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
    const rows = new Float64Array(keepBlocks ? steps * this.blockSize : 0);
    const loop = await this.#loop(keepBlocks ? "step and block" : "step", () => {
      const { inputs } = this.#masks();
      return trace(
        ({ theta, ...masks }) => {
          const tensors = this.#tensors(theta), loss = this.#loss(tensors, masks);
          const next = tf.sub(theta, tf.mul(constant(this.options.rate), flatten(grad(loss, tensors))));
          return { theta: next, ...(keepBlocks ? { block: tf.reshape(this.#blockOf(tensors), [-1]) } : {}) };
        },
        { theta: [this.theta.length], ...inputs },
        { precision: this.options.precision },
      );
    });
    for (let done = 0; done < steps;) {
      if (signal?.aborted) throw new TrainingStopped(this.step, undefined);
      const now = Math.min(CHUNK, steps - done);
      const { state, metrics } = await loop.run(
        { theta: this.theta },
        this.#drawMasks(["step"], this.step, now),
        now,
      );
      this.theta = Float64Array.from(state.theta as Float64Array);
      if (keepBlocks) rows.set(metrics.block as Float64Array, done * this.blockSize);
      done += now;
      this.step += now;
    }
    return rows;
  }

  /**
   * Gradients by the block at the present parameters, each under a new mask, or under what else makes them random.
   *
   * @returns rows `[count, block]`
   */
  async blockGradients(
    count: number,
    noise: GradientNoise = dropoutNoise(this.options.keep),
  ): Promise<Float64Array> {
    const rows = new Float64Array(count * this.blockSize), { rows: n } = this.data;
    const { inputs } = this.#masks(), batch = noise.batch ?? 0;
    const loop = await this.#loop(`gradients ${batch} ${noise.shift ? "shifted" : ""}`, () =>
      trace(
        ({ theta, shift, rows, ...masks }) => {
          const tensors = this.#tensors(shift ? tf.add(theta, shift) : theta), block = this.#blockOf(tensors);
          return {
            theta: tf.add(theta, constant(0)),
            gradient: tf.reshape(grad(this.#loss(tensors, masks, rows as tf.Tensor1D), block), [-1]),
          };
        },
        {
          theta: [this.theta.length],
          ...(noise.shift ? { shift: [this.theta.length] } : {}),
          ...(batch > 0 ? { rows: { shape: [batch], dtype: "int32" as const } } : {}),
          ...inputs,
        } as Record<string, InputSpec>,
        { precision: this.options.precision },
      ));
    for (let done = 0; done < count;) {
      const now = Math.min(CHUNK, count - done), P = this.theta.length;
      const perStep: Record<string, Float64Array | Int32Array> = this.#drawMasks(
        ["gradient", this.step],
        done,
        now,
        noise.mask,
      );
      if (noise.shift) perStep.shift = new Float64Array(now * P);
      if (batch > 0) perStep.rows = new Int32Array(now * batch);
      for (let k = 0; k < now; k++) {
        const stream = generator(this.seed, "gradient noise", this.step, done + k);
        for (let j = 0; j < P && noise.shift; j++) perStep.shift[k * P + j] = noise.shift * stream.normal();
        for (let j = 0; j < batch; j++) perStep.rows[k * batch + j] = stream.integer(n);
      }
      const { metrics } = await loop.run({ theta: this.theta }, perStep, now);
      rows.set(metrics.gradient as Float64Array, done * this.blockSize);
      done += now;
    }
    return rows;
  }

  /** R_S, without dropout, on some rows, and the share of rows that are right. */
  async evaluate(data: LabelledRows = this.data): Promise<{ loss: number; accuracy: number }> {
    const program = await this.#program(`evaluate ${data.name}`, () =>
      trace(
        ({ theta }) => {
          const logits = this.model.apply(this.#tensors(theta), constant(data.x, [data.rows, data.features]));
          const labels = tf.tensor1d(data.labels, "int32");
          const right = tf.cast(tf.equal(tf.argMax(logits, -1), labels), "float32");
          return { loss: crossEntropy(logits, labels), accuracy: tf.mean(right) };
        },
        { theta: [this.theta.length] },
        { precision: this.options.precision },
      ));
    const { loss, accuracy } = await program.run({ theta: this.theta });
    return { loss: loss[0], accuracy: accuracy[0] };
  }

  /** R_S on all rows as a function of the block, the other parameters as they are. */
  async blockLoss(): Promise<(block: Float64Array) => Promise<number>> {
    const program = await this.#program("block loss", () =>
      trace(
        ({ theta, block }) => ({ loss: this.#loss(this.#withBlock(this.#tensors(theta), block), {}) }),
        { theta: [this.theta.length], block: [this.blockSize] },
        { precision: this.options.precision },
      ));
    return async (block) => (await program.run({ theta: this.theta, block })).loss[0];
  }

  /** The Hessian of R_S by the block on the first rows of the data, in float64, `[block, block]`. */
  async blockHessian(rows: number = this.data.rows): Promise<Float64Array> {
    const n = this.blockSize,
      program = await this.#loop("hessian", () =>
        trace(
          ({ theta, v }) => {
            const tensors = this.#tensors(theta), block = this.#blockOf(tensors);
            const loss = this.#loss(tensors, {}, undefined, rows);
            return {
              theta: tf.add(theta, constant(0)),
              product: tf.reshape(hvp(loss, block, tf.reshape(v, block.shape)), [-1]),
            };
          },
          { theta: [this.theta.length], v: [n] },
          { precision: "float64" },
        ));
    const H = new Float64Array(n * n);
    for (let done = 0; done < n;) {
      const now = Math.min(CHUNK, n - done), v = new Float64Array(now * n);
      for (let k = 0; k < now; k++) v[k * n + done + k] = 1;
      const { metrics } = await program.run({ theta: this.theta }, { v }, now);
      H.set(metrics.product as Float64Array, done * n);
      done += now;
    }
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) H[i * n + j] = H[j * n + i] = (H[i * n + j] + H[j * n + i]) / 2;
    }
    return H;
  }

  /** Free what the engine holds. */
  async close(): Promise<void> {
    for (const one of [...this.#loops.values(), ...this.#programs.values()]) await one.dispose();
  }

  #tensors(theta: tf.Tensor): tf.Tensor[] {
    return unflatten(theta, this.model.parameters);
  }

  #blockOf(tensors: readonly tf.Tensor[]): tf.Tensor {
    return tensors[this.model.parameters.findIndex(({ name }) => name === this.options.block)];
  }

  #withBlock(tensors: readonly tf.Tensor[], block: tf.Tensor): tf.Tensor[] {
    return tensors.map((tensor) =>
      tensor === this.#blockOf(tensors) ? tf.reshape(block, tensor.shape) : tensor
    );
  }

  /** Cross-entropy under masks by layer (none: without dropout), on a minibatch, or on the first rows. */
  #loss(
    tensors: readonly tf.Tensor[],
    masks: Readonly<Record<string, tf.Tensor>>,
    batch?: tf.Tensor1D,
    first: number = this.data.rows,
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

  #masks(): { inputs: Record<string, readonly number[]> } {
    return {
      inputs: Object.fromEntries(this.options.hidden.map((width, layer) => [`hidden${layer + 1}`, [width]])),
    };
  }

  /** Masks of the steps or draws from one number on, each from a stream of its own, however they fall into calls. */
  #drawMasks(
    what: readonly (string | number)[],
    from: number,
    count: number,
    draw = dropoutNoise(this.options.keep).mask,
  ): Record<string, Float64Array> {
    return Object.fromEntries(this.options.hidden.map((width, layer) => {
      const name = `hidden${layer + 1}`, values = new Float64Array(count * width);
      for (let k = 0; k < count; k++) {
        values.set(draw(generator(this.seed, ...what, name, from + k), width), k * width);
      }
      return [name, values];
    }));
  }

  async #loop(name: string, make: () => ReturnType<typeof trace>): Promise<LoopExecutable> {
    const known = this.#loops.get(name);
    if (known) return known;
    const loop = await compileLoop(make(), ["theta"]);
    this.#loops.set(name, loop);
    return loop;
  }

  async #program(name: string, make: () => ReturnType<typeof trace>): Promise<Executable> {
    const known = this.#programs.get(name);
    if (known) return known;
    const program = await compile(make());
    this.#programs.set(name, program);
    return program;
  }
}

/** What makes the gradients of a sample differ. */
export interface GradientNoise {
  /** Factors of the units of a layer. */
  mask(stream: ReturnType<typeof generator>, width: number): Float64Array;
  /** Rows of a minibatch, drawn with replacement; all rows where absent. */
  batch?: number;
  /** Standard deviation of normal numbers that are added to all parameters. */
  shift?: number;
}

/** Dropout. */
export function dropoutNoise(keep: number): GradientNoise {
  return { mask: (stream, width) => sampleDropoutMask(stream, width, keep) };
}

/** Nothing random about the units. */
export const NO_MASK: GradientNoise["mask"] = (_, width) => new Float64Array(width).fill(1);
