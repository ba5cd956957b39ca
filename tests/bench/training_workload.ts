/** Workloads that are Adam steps of a model: one description, traced for this engine and eager for TF.js. */
import * as tf from "@tensorflow/tfjs-core";
import { compileLoop } from "../../lib/graph/mod.ts";
import { parameterCount, type ParameterSpec, unflatten } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { carriedNames, stepProgram } from "../../lib/train/step_program.ts";
import { timed } from "./timed.ts";
import type { BenchArray, Runner, Setting, TracedOptions, TracedRunner, Workload } from "./workload.ts";

/** Tensors of the workload's arrays, by name. */
export type DataTensors = Readonly<Record<string, tf.Tensor>>;

/** A training step, as a loss and what it is minimised by. */
export interface TrainingOptions extends Pick<Workload, "name" | "title" | "kind"> {
  /** Whether it stays out of the geometric means; not by default. */
  readonly extra?: boolean;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly parameters: readonly ParameterSpec[];
  /** Initial parameters, flat. */
  readonly initial: Float64Array;
  readonly learningRate: number;
  readonly data: Readonly<Record<string, BenchArray>>;
  /** Scalar to minimise; `rows` (int32) are those of the step's minibatch, where `batches` are given. */
  loss(parameters: tf.Tensor[], data: DataTensors, rows: tf.Tensor1D): tf.Scalar;
  /** The same scalar in plain TF.js, where `loss` uses what only traced code has, or what TF.js lacks for it. */
  eagerLoss?: ((parameters: tf.Tensor[], data: DataTensors, rows: tf.Tensor1D) => tf.Scalar) | string;
  /** Row numbers `[steps, size]`; steps beyond the last start over. Full batch where absent. */
  readonly batches?: BenchArray | undefined;
}

/** The workload of a training step; `settings` and arrays for the other sides are completed from the description. */
export function trainingWorkload(options: TrainingOptions): Workload {
  const { name, title, kind, extra = false, settings, parameters, learningRate, initial, data, batches } =
    options;
  const { loss, eagerLoss = loss } = options;
  return {
    name,
    title,
    kind,
    extra,
    precision: "float32",
    parameters,
    settings: { ...settings, learningRate },
    arrays: {
      ...data,
      parameters: { shape: [initial.length], values: Float32Array.from(initial) },
      ...(batches ? { batches } : {}),
    },
    ours: (how) => tracedTraining(options, how),
    ...(typeof eagerLoss === "string"
      ? { tfjsLacks: eagerLoss }
      : { tfjs: () => Promise.resolve(eagerTraining({ ...options, loss: eagerLoss })) }),
  };
}

/** Many steps a call, as `train` makes them. */
export async function tracedTraining(
  options: TrainingOptions,
  { engine = "onnx", threads = 1 }: TracedOptions = {},
): Promise<TracedRunner> {
  const optimizer = adam({ learningRate: options.learningRate }), { batches } = options;
  const names = carriedNames(optimizer), count = parameterCount(options.parameters);
  const traced = await timed(() =>
    stepProgram({
      parameters: options.parameters,
      loss: (tensors, rows) => options.loss(tensors, dataTensors(options.data), rows),
      optimizer,
      batchSize: batches?.shape[1],
      precision: "float32",
    })
  );
  const compiled = await timed(() => compileLoop(traced.result, names, { engine, threads }));
  const loop = compiled.result;
  const run = (steps: number) => {
    const state = Object.fromEntries(
      names.map((name) => [name, name === "parameters" ? options.initial : new Float64Array(count)]),
    );
    const coefficients = Float64Array.from(
      Array.from({ length: steps }, (_, i) => optimizer.coefficientsAt(i + 1)).flat(),
    );
    const rows = batches ? { rows: batchRows(batches, steps) } : {};
    return loop.run(state, { coefficients, ...rows }, steps);
  };
  return {
    program: traced.result,
    setup: { trace: traced.seconds, compile: compiled.seconds },
    losses: async (steps) => Array.from((await run(steps)).metrics.loss),
    async advance(steps) {
      await run(steps);
    },
  };
}

/** Op by op on TF.js's current backend, as a user without this engine would write it. */
function eagerTraining(options: TrainingOptions): Runner {
  const data = dataTensors(options.data), { batches, loss } = options;
  const losses = async (steps: number) => {
    const variables = tf.tidy(() =>
      unflatten(tf.tensor1d(Float32Array.from(options.initial)), options.parameters).map((part) =>
        tf.variable(part)
      )
    );
    const optimizer = tf.train.adam(options.learningRate, 0.9, 0.999, 1e-8);
    const rows = batches ? batchRows(batches, steps) : null, size = batches?.shape[1] ?? 0;
    const found: number[] = [];
    for (let i = 0; i < steps; i++) {
      const cost = tf.tidy(() => {
        const batch = tf.tensor1d(rows?.subarray(i * size, (i + 1) * size) ?? [], "int32");
        return optimizer.minimize(() => loss(variables, data, batch), true, variables)!;
      });
      // On a GPU a value can only be waited for.
      found.push((await cost.data())[0]);
      cost.dispose();
    }
    optimizer.dispose();
    variables.forEach((variable) => variable.dispose());
    return found;
  };
  return { losses, advance: async (steps) => void await losses(steps) };
}

function dataTensors(data: TrainingOptions["data"]): DataTensors {
  return Object.fromEntries(
    Object.entries(data).map(([name, { shape, values }]) => [
      name,
      tf.tensor(values, [...shape], values instanceof Int32Array ? "int32" : "float32"),
    ]),
  );
}

function batchRows({ shape: [stored, size], values }: BenchArray, steps: number): Int32Array {
  return Int32Array.from({ length: steps * size }, (_, i) => values[i % (stored * size)]);
}
