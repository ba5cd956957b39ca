/** Classifiers of labelled rows: their loss under masks, and programs that are compiled once. */
import * as tf from "@tensorflow/tfjs-core";
import { classLabels, type Dataset } from "../../data/mod.ts";
import { compile, compileLoop, constant, type Precision, trace } from "../../graph/mod.ts";
import type { Executable, InputSpec, LoopExecutable } from "../../graph/mod.ts";
import { accuracy, crossEntropy, type Model, parameterCount, unflatten } from "../../nn/mod.ts";

/** Tensors by name. */
export type Tensors = Readonly<Record<string, tf.Tensor>>;
/** Inputs of a program beside the parameters. */
export type Inputs = Readonly<Record<string, InputSpec>>;
type Body = (inputs: Tensors) => Record<string, tf.Tensor>;

/** A model on its training rows; to be disposed of (`await using`). */
export class Classifier {
  readonly #loops = new Map<string, LoopExecutable>();
  readonly #programs = new Map<unknown, Executable>();

  constructor(
    readonly model: Model,
    readonly data: Dataset,
    /** Shape of a row, as the model takes it. */
    readonly rowShape: readonly number[],
    readonly precision: Precision = "float32",
  ) {}

  /** R_S, without dropout, on some rows, and the share of rows that are right. */
  async evaluate(
    theta: Float64Array,
    data: Dataset = this.data,
  ): Promise<{ loss: number; accuracy: number }> {
    const program = await this.program(data, {}, ({ theta }) => {
      const logits = this.model.apply(this.tensors(theta), this.#inputs(data)), labels = labelsOf(data);
      return { loss: crossEntropy(logits, labels), accuracy: accuracy(logits, labels) };
    });
    const { loss, accuracy: right } = await program.run({ theta });
    return { loss: loss[0], accuracy: right[0] };
  }

  /** Free what the engine holds. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of [...this.#loops.values(), ...this.#programs.values()]) await one.dispose();
  }

  /** Cross-entropy under masks by layer (none: without dropout), on a minibatch, or on the first rows. */
  protected loss(
    tensors: readonly tf.Tensor[],
    masks: Tensors = {},
    batch?: tf.Tensor1D,
    first = this.data.rows,
  ): tf.Scalar {
    const hooks = Object.fromEntries(
      Object.entries(masks).map(([layer, mask]) => [layer, (value: tf.Tensor) => tf.mul(value, mask)]),
    );
    const whole = this.#inputs(this.data, first), labels = labelsOf(this.data, first);
    return crossEntropy(
      this.model.apply(tensors, batch ? tf.gather(whole, batch) : whole, hooks),
      batch ? tf.gather(labels, batch) : labels,
    );
  }

  protected tensors(theta: tf.Tensor): tf.Tensor[] {
    return unflatten(theta, this.model.parameters);
  }

  /** A program of the parameters and further inputs, compiled once for each key. */
  protected async program(key: unknown, inputs: Inputs, body: Body): Promise<Executable> {
    const program = this.#programs.get(key) ?? await compile(this.#trace(inputs, body, this.precision));
    this.#programs.set(key, program);
    return program;
  }

  /** A loop that carries the parameters. */
  protected async loop(
    key: string,
    inputs: Inputs,
    step: Body,
    precision = this.precision,
  ): Promise<LoopExecutable> {
    const loop = this.#loops.get(key) ?? await compileLoop(this.#trace(inputs, step, precision), ["theta"]);
    this.#loops.set(key, loop);
    return loop;
  }

  #inputs({ x, features, rows }: Dataset, first = rows): tf.Tensor {
    return constant(x.subarray(0, first * features), [first, ...this.rowShape]);
  }

  #trace(inputs: Inputs, body: Body, precision: Precision) {
    return trace(body, { theta: [parameterCount(this.model.parameters)], ...inputs }, { precision });
  }
}

function labelsOf(data: Dataset, first = data.rows): tf.Tensor1D {
  return tf.tensor1d(classLabels(data).subarray(0, first), "int32");
}
