/** Calibration data, and programs that run a network on them. */
import * as tf from "@tensorflow/tfjs-core";
import { compile, type HostArray, type Precision, type Results, trace } from "../graph/mod.ts";
import { EVERY_INNER, type Hooks, type Model, unflatten } from "../nn/mod.ts";
import type { EvaluationArray } from "../train/mod.ts";
import type { Unit } from "./hidden_layers.ts";
import type { TrainedNetwork } from "./trained_network.ts";

/** Inputs that the network was made for, and what a loss compares its outputs with. */
export interface Calibration {
  readonly inputs: EvaluationArray;
  /** With a loss only. */
  readonly targets?: EvaluationArray;
  /** "float64" by default; "float32" for large convolutional networks. */
  readonly precision?: Precision;
}

/** A model applied in a trace: its output and its inner tensors in their order. */
export class TracedNetwork {
  readonly output: tf.Tensor;
  readonly #tensors: Readonly<Record<string, tf.Tensor>>;
  readonly #order: { readonly name: string; readonly value: tf.Tensor }[] = [];

  constructor(model: Model, parameters: tf.Tensor, readonly x: tf.Tensor, hooks: Hooks = {}) {
    const tensors = unflatten(parameters, model.parameters);
    this.#tensors = Object.fromEntries(model.parameters.map(({ name }, k) => [name, tensors[k]]));
    this.output = model.apply(tensors, x, {
      ...hooks,
      [EVERY_INNER]: (value, name) => void this.#order.push({ name, value }),
    });
  }

  /** The inner tensor of a name; `undefined` where there is none. */
  inner(name: string): tf.Tensor | undefined {
    return this.#order.find((one) => one.name === name)?.value;
  }

  /** What enters a product, as rows of its inputs: the inner tensor before it, or the network's input. */
  rowsInto(unit: Unit): tf.Tensor2D {
    const value = this.into(unit);
    return tf.reshape(value, [value.size / unit.inputs, unit.inputs]);
  }

  /**
   * What enters a product.
   *
   * @throws {RangeError} where the tensor before it does not have its channels
   */
  into(unit: Unit): tf.Tensor {
    const own = ["", ".linear"].map((end) => this.#order.findIndex(({ name }) => name === unit.name + end));
    // A multilayer perceptron has `hidden1` … only; its output layer comes after all of them.
    const at = own[1] >= 0 ? own[1] : own[0] >= 0 ? own[0] : this.#order.length;
    const value = at === 0 ? this.x : this.#order[at - 1].value, channels = value.shape.at(-1)!;
    if (channels === unit.inputs) return value;
    throw new RangeError(
      `condensation: "${unit.name}" takes ${unit.inputs} inputs, got ${channels} from the part before it`,
    );
  }

  /** What a product gives, as rows: an inner tensor, or computed where a multilayer perceptron keeps it for itself. */
  rowsFrom(unit: Unit): tf.Tensor2D {
    const linear = this.inner(`${unit.name}.linear`);
    if (linear) return tf.reshape(linear, [linear.size / unit.outputs, unit.outputs]);
    const product: tf.Tensor2D = tf.matMul(this.rowsInto(unit), this.#tensors[unit.weight]);
    return unit.bias ? tf.add(product, this.#tensors[unit.bias]) : product;
  }
}

/**
 * Runs a traced function of networks on the calibration inputs.
 *
 * @param fn gets each network, applied, and the targets where there are some
 * @param hooks of each network
 * @throws {RangeError} where the inputs do not fit the network, as those of another width
 */
export async function onCalibration(
  networks: readonly TrainedNetwork[],
  { inputs, targets, precision = "float64" }: Calibration,
  fn: (traced: readonly TracedNetwork[], targets: tf.Tensor | undefined) => Record<string, tf.Tensor>,
  hooks: readonly Hooks[] = [],
): Promise<Results> {
  const dtypeOf = ({ values }: EvaluationArray): "int32" | "float" =>
    values instanceof Int32Array ? "int32" : "float";
  const vectors = Object.fromEntries(networks.map(({ parameters }, i) => [`parameters${i}`, parameters]));
  const program = trace(
    (given: Record<string, tf.Tensor>) =>
      fn(
        networks.map(({ build, widths }, i) =>
          new TracedNetwork(build(widths), given[`parameters${i}`], given.inputs, hooks[i])
        ),
        given.targets,
      ),
    {
      inputs: { shape: inputs.shape, dtype: dtypeOf(inputs) },
      ...(targets && { targets: { shape: targets.shape, dtype: dtypeOf(targets) } }),
      ...Object.fromEntries(Object.entries(vectors).map(([name, { length }]) => [name, [length]])),
    },
    { precision },
  );
  const compiled = await compile(program, { engine: "onnx" });
  try {
    const arrays: Record<string, HostArray> = { ...vectors, inputs: inputs.values };
    if (targets) arrays.targets = targets.values;
    return await compiled.run(
      Object.fromEntries(Object.keys(program.inputs).map((name) => [name, arrays[name]])),
    );
  } finally {
    await compiled.dispose();
  }
}
