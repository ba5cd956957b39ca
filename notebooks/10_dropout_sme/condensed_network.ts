/** Two-layer networks whose neurons may condense into few directions. */
import * as tf from "@tensorflow/tfjs-core";
import { constant } from "../../lib/graph/mod.ts";
import { directionAmplitudes } from "../../lib/interpret/measures/direction_amplitudes.ts";
import { effectiveRankOfSpectrum } from "../../lib/linalg/effective_rank.ts";
import { multilayerPerceptron, normalParameters, parametersByName } from "../../lib/nn/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { adam, sgd } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { dropoutMask, type RunContext, shuffledBatches, train } from "../../lib/train/mod.ts";

/** What networks of activation tanh are trained on. */
export interface Task {
  /** Training points `[n, inputs]` and targets. */
  x: Float64Array;
  y: Float64Array;
  inputs: number;
  /** Neurons. */
  width: number;
  /** Points whose output is kept, `[n, inputs]`. */
  shown: Float64Array;
}

/** One training. */
export interface Stage {
  /** What is minimised. */
  loss: "plain" | "dropout" | "modified";
  keep: number;
  /** Normal parameters of variance m^(−0.2), as IRD, where absent. */
  initial?: Float64Array;
  steps: number;
  rate: number;
  /** Plain gradient descent on minibatches of this size; Adam on all points by default. */
  batch?: number;
}

/** A training's end. */
export type Condensed = Awaited<ReturnType<typeof trainCondensed>>["end"];

/** Neurons whose directions have a cosine above this, up to sign, count as one (IRD). */
const ALIKE = 0.95;
const TWO_DEGREES = Math.cos(Math.PI / 90);

/** Train, and read the end. */
export async function trainCondensed(
  name: string,
  { x, y, inputs, width: m, shown }: Task,
  { loss: minimised, keep, initial, steps, rate, batch }: Stage,
  seed: number,
  context: RunContext,
) {
  const n = y.length,
    { parameters: specs, apply } = multilayerPerceptron({
      widths: [inputs, m, 1],
      activation: "tanh",
    });
  const loss = (parameters: tf.Tensor[], kind: Stage["loss"], rows?: tf.Tensor1D, mask?: tf.Tensor) => {
    const allX = constant(x, [n, inputs]), allY = constant(y, [n, 1]);
    const seen = rows ? tf.gather(allX, rows) : allX, targets = rows ? tf.gather(allY, rows) : allY;
    let hidden!: tf.Tensor;
    const output = apply(parameters, seen, {
      hidden1: (value) => {
        hidden = value;
        return kind === "dropout" ? tf.mul(value, mask!) : value;
      },
    });
    const count = targets.shape[0]!, squares = tf.sum(tf.squaredDifference(output, targets));
    const plain = tf.mul(squares, constant(1 / (2 * count)));
    if (kind !== "modified") return plain as tf.Scalar;
    const outputs = tf.sum(tf.square(tf.mul(hidden, tf.reshape(parameters[2], [1, m]))));
    return tf.add(plain, tf.mul(outputs, constant((1 - keep) / (2 * count * keep)))) as tf.Scalar;
  };
  const found = await train({
    parameters: specs,
    initial: initial ?? normalParameters(specs, m ** -0.1, generator(seed, "initial")),
    loss: (parameters, rows, { mask }) => loss(parameters, minimised, batch ? rows : undefined, mask),
    optimizer: (batch ? sgd : adam)({ learningRate: rate }),
    steps,
    ...(batch ? { batches: shuffledBatches({ rows: n, size: batch, seed }) } : {}),
    ...(minimised === "dropout"
      ? { drawn: { seed, tensors: { mask: dropoutMask({ shape: [m], keep }) } } }
      : {}),
    observe: (parameters) => ({ loss: loss(parameters, "plain") }),
    observeAt: Array.from(linspace(0, steps, 41), Math.round),
    snapshot: (parameters) => ({
      output: apply(parameters, constant(shown, [shown.length / inputs, inputs])),
    }),
    snapshotAt: [steps],
    signal: context.signal,
    progress: (progress) => context.progress(name, progress),
    checkpoint: context.checkpoint(name),
  });
  const { weight1, bias1, weight2 } = parametersByName(found.parameters, specs);
  const rows = Array.from(weight2, (_, r) => [
    ...Array.from({ length: inputs }, (_, j) => weight1[j * m + r]),
    bias1[r],
  ]);
  // deno-lint-ignore papers-spread/bounded -- a row has the weights of one neuron
  const amplitudes = rows.map((row, r) => Math.abs(weight2[r]) * Math.hypot(...row));
  const end = {
    steps: [...found.steps],
    /** R_S. */
    loss: rounded(found.curves.loss),
    /** (w, b) of each neuron, row after row, and its output weight. */
    weights: rounded(rows.flat()),
    outgoing: rounded(weight2),
    /** Directions (|cos| > 0.95 is one) over neurons. */
    effectiveRatio: directionAmplitudes(rows, amplitudes, ALIKE).length / m,
    /** e^H with H the entropy of the amplitude's shares among directions that differ by 2° or more. */
    effectiveDirections: effectiveRankOfSpectrum(directionAmplitudes(rows, amplitudes, TWO_DEGREES)),
    /** Output on the points that are shown. */
    output: rounded(found.snapshots.at(-1)!.values.output),
  };
  return { end, parameters: found.parameters };
}
