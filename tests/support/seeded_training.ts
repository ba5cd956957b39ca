/** An experiment that trains a small network: batches, dropout, Adam and a schedule; for tests of workers and grids. */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import {
  dropoutMask,
  everySteps,
  shuffledBatches,
  train,
  type TrainingOptions,
} from "../../lib/train/mod.ts";

const ROWS = 40, BATCH = 8;

/** What is changed over a grid. */
export interface SeededSettings {
  readonly steps: number;
  readonly width: number;
  readonly rate: number;
  /** Steps between two readings. */
  readonly every: number;
}

/** What a run leaves, as plain JSON data. */
export interface SeededResult {
  readonly steps: readonly number[];
  readonly curves: Readonly<Record<string, readonly number[]>>;
  readonly norms: readonly number[];
  readonly parameters: readonly number[];
}

/** The training of a seed: all of its random numbers are drawn by that seed. */
export function seededTraining({ steps, width, rate, every }: SeededSettings, seed: number): TrainingOptions {
  const model = multilayerPerceptron({ widths: [1, width, 1], activation: "tanh" });
  const x = normalArray(generator(seed, "x"), ROWS, 0, 1), y = x.map((value) => Math.sin(3 * value));
  const column = (values: Float64Array) => tf.tensor(Float32Array.from(values), [ROWS, 1]);
  return {
    parameters: model.parameters,
    initial: uniformFanIn(model.parameters, generator(seed, "initial")),
    loss: (parameters, rows, { mask }) => {
      const [inner, bias, outer, last] = parameters;
      const hidden = tf.mul(mask, tf.tanh(tf.add(tf.matMul(tf.gather(column(x), rows), inner), bias)));
      const out = tf.add(tf.matMul(hidden as tf.Tensor2D, outer as tf.Tensor2D), last);
      return tf.mean(tf.squaredDifference(out, tf.gather(column(y), rows))) as tf.Scalar;
    },
    optimizer: adam({ learningRate: (step) => rate / (1 + step / 100) }),
    steps,
    batches: shuffledBatches({ rows: ROWS, size: BATCH, seed }),
    drawn: { seed, tensors: { mask: dropoutMask({ shape: [BATCH, width], keep: 0.9 }) } },
    metrics: ({ gradient }) => ({ norm: tf.norm(gradient) }),
    metricsEvery: 3,
    observe: (parameters) => ({
      error: tf.mean(tf.squaredDifference(model.apply(parameters, column(x)), column(y))),
    }),
    observeAt: everySteps(every, steps),
  };
}

const SETTINGS: SeededSettings = { steps: 100, width: 6, rate: 0.02, every: 20 };

export default experiment<SeededSettings, SeededResult>({
  at: import.meta,
  revision: 1,
  settings: SETTINGS,
  seeds: [1, 2],
  steps: ({ steps }) => steps,
  async run(settings, seed, context) {
    const { steps, curves, metrics, parameters } = await train({
      ...seededTraining(settings, seed),
      signal: context.signal,
      checkpoint: context.checkpoint("training"),
      progress: (progress) => context.progress("training", progress),
    });
    return { steps, curves, norms: metrics!.curves.norm, parameters: [...parameters] };
  },
});
