/** Trainings of wide tanh networks of one input, with and without dropout, on even grids. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../lib/graph/mod.ts";
import { meanSquaredError, multilayerPerceptron, parametersByName } from "../../lib/nn/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { adam } from "../../lib/optim/mod.ts";
import { dropoutMask, type RunContext, train } from "../../lib/train/mod.ts";
import type { THREE_STEPS } from "./dropout_three_steps.ts";
import type { Errors } from "../../lib/identifiability/mod.ts";

type DropoutSettings = typeof THREE_STEPS;

/** Errors by the number of points, and the neurons at one of them. */
export interface DropoutCurve {
  test: Errors;
  train: Errors;
  neurons: { weight: number[]; bias: number[]; output: number[] } | null;
}

/** With dropout and without. */
export type DropoutRun = Record<"dropout" | "plain", DropoutCurve>;

/** Training steps of a seed. */
export function dropoutSteps({ sizes, schedule }: DropoutSettings): number {
  return 2 * sizes.length * schedule.reduce((sum, [, steps]) => sum + steps, 0);
}

/** Inner weights, biases and output weights of the network, which has no output bias. */
export function dropoutParameters(width: number) {
  return multilayerPerceptron({ widths: [1, width, 1], activation: "tanh" }).parameters.slice(0, 3);
}

/** Even points of an interval with both ends; its middle for one. `linspace` differs in the last bit of stored runs. */
export function evenGrid([from, to]: readonly [number, number], count: number): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, i) => count === 1 ? (from + to) / 2 : from + (to - from) * i / (count - 1),
  );
}

/** Σ_c tanh(x − c). */
export function sumOfTanh(centres: readonly number[], x: Float64Array): Float64Array {
  return x.map((at) => centres.reduce((sum, c) => sum + Math.tanh(at - c), 0));
}

/** Both trainings on one number of points. */
async function trainOn(
  settings: DropoutSettings,
  n: number,
  dropout: boolean,
  initial: Float64Array,
  seed: number,
  context: RunContext,
): Promise<{ parameters: Float64Array; train: number; test: number }> {
  const { centres, interval, width, keep, schedule, testPoints } = settings;
  const grid = evenGrid(interval, n), fine = evenGrid(interval, testPoints);
  const column = (values: Float64Array) => constant(values, [values.length, 1]);
  const error = (parameters: tf.Tensor[], x: Float64Array, mask?: tf.Tensor) => {
    const [w, b, a] = parameters;
    const hidden = tf.tanh(tf.add(tf.matMul(column(x), w as tf.Tensor2D), b));
    const output = tf.matMul((mask ? tf.mul(hidden, mask) : hidden) as tf.Tensor2D, a as tf.Tensor2D);
    return meanSquaredError(output, column(sumOfTanh(centres, x)));
  };
  const ends = schedule.map((_, i) => schedule.slice(0, i + 1).reduce((sum, [, steps]) => sum + steps, 0));
  const rate = Object.assign(
    (step: number) => schedule[Math.max(0, ends.findIndex((end) => step <= end))][0],
    { toString: () => `pieces ${JSON.stringify(schedule)}` },
  );
  const part = `${dropout ? "dropout" : "plain"}-${n}`, steps = ends[ends.length - 1];
  const run = await train({
    parameters: dropoutParameters(width),
    initial,
    loss: (parameters, _, { mask }) => error(parameters, grid, mask),
    optimizer: adam({ learningRate: rate }),
    steps,
    metricsEvery: 100,
    precision: "float64",
    ...(dropout ? { drawn: { seed, tensors: { mask: dropoutMask({ shape: [n, width], keep }) } } } : {}),
    observe: (parameters) => ({ train: error(parameters, grid), test: error(parameters, fine) }),
    observeAt: [steps],
    signal: context.signal,
    progress: (progress) => context.progress(part, progress),
    checkpoint: context.checkpoint(part),
  });
  return { parameters: run.parameters, train: run.curves.train.at(-1)!, test: run.curves.test.at(-1)! };
}

/**
 * All trainings of a seed.
 *
 * @param start initial weights, biases and output weights, `[3 · width]`
 */
export async function dropoutRun(
  settings: DropoutSettings,
  start: Float64Array,
  seed: number,
  context: RunContext,
): Promise<DropoutRun> {
  const curve = async (dropout: boolean): Promise<DropoutCurve> => {
    const found: DropoutCurve = { test: [], train: [], neurons: null };
    for (const n of settings.sizes) {
      const { parameters, train, test } = await trainOn(settings, n, dropout, start, seed, context);
      found.train.push(rounded(train));
      found.test.push(rounded(test));
      if (n !== settings.keptAt) continue;
      const { weight1, bias1, weight2 } = parametersByName(parameters, dropoutParameters(settings.width));
      const kept = (values: Float64Array) => Array.from(values, (value) => rounded(value)!);
      found.neurons = { weight: kept(weight1), bias: kept(bias1), output: kept(weight2) };
    }
    return found;
  };
  return { dropout: await curve(true), plain: await curve(false) };
}
