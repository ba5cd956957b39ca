/** Two-layer networks whose neurons may condense into few directions. */
import * as tf from "@tensorflow/tfjs-core";
import { condensationOrder } from "../../lib/interpret/measures/condensation_order.ts";
import { cosineSimilarityMatrix } from "../../lib/linalg/cosine_similarity.ts";
import { effectiveRankOfSpectrum } from "../../lib/linalg/effective_rank.ts";
import { constant } from "../../lib/graph/mod.ts";
import { type Model, multilayerPerceptron, normalParameters, parametersByName } from "../../lib/nn/mod.ts";
import { adam, type Optimizer, sgd } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { dropoutMask, type RunContext, shuffledBatches, train } from "../../lib/train/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";

/** One training. */
export interface Stage {
  name: string;
  /** What is minimised. */
  loss: "plain" | "dropout" | "modified";
  keep: number;
  initial: Float64Array;
  steps: number;
  rate: number;
  /** Plain gradient descent on minibatches of this size; Adam on all points by default. */
  batch?: number;
}

/** A training's end. */
export interface Condensed {
  steps: number[];
  /** R_S. */
  loss: number[];
  /** (w, b) of each neuron, row after row, and its output weight. */
  weights: number[];
  outgoing: number[];
  /** Directions (|cos| > 0.95 is one) over neurons. */
  effectiveRatio: number;
  /** e^H with H the entropy of the amplitude's shares over directions that differ by 2° or more. */
  effectiveDirections: number;
  /** Output on the plotted points. */
  output: number[];
}

/** Neurons whose directions have a cosine above this, up to sign, count as one (IRD). */
const ALIKE = 0.95;
const TWO_DEGREES = Math.cos(Math.PI / 90);

/** Networks of one width and activation tanh. */
export class CondensedNetwork {
  readonly model: Model;

  constructor(
    /** Training points `[n, inputs]` and targets. */
    readonly points: { x: Float64Array; y: Float64Array; inputs: number },
    readonly width: number,
    readonly shown: Float64Array,
  ) {
    this.model = multilayerPerceptron({ widths: [points.inputs, width, 1], activation: "tanh" });
  }

  /** Normal parameters of variance m^(−0.2), as IRD. */
  initial(seed: number): Float64Array {
    return normalParameters(this.model.parameters, this.width ** -0.1, generator(seed, "initial"));
  }

  /** Train, and read the end. */
  async train(
    stage: Stage,
    seed: number,
    context: RunContext,
  ): Promise<{ end: Condensed; parameters: Float64Array }> {
    const { keep, steps, batch } = stage, { x, y, inputs } = this.points, n = y.length, m = this.width;
    const loss = (
      parameters: tf.Tensor[],
      kind: Stage["loss"],
      rows?: tf.Tensor1D,
      mask?: tf.Tensor,
    ): tf.Scalar => {
      const allX = constant(x, [n, inputs]), allY = constant(y, [n, 1]);
      const seen = rows ? tf.gather(allX, rows) : allX, targets = rows ? tf.gather(allY, rows) : allY;
      let hidden!: tf.Tensor;
      const output = this.model.apply(parameters, seen, {
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
    const optimizer: Optimizer = (batch ? sgd : adam)({ learningRate: stage.rate });
    const found = await train({
      parameters: this.model.parameters,
      initial: stage.initial,
      loss: (parameters, rows, drawn) => loss(parameters, stage.loss, batch ? rows : undefined, drawn.mask),
      optimizer,
      steps,
      ...(batch ? { batches: shuffledBatches({ rows: n, size: batch, seed }) } : {}),
      ...(stage.loss === "dropout"
        ? { drawn: { seed, tensors: { mask: dropoutMask({ shape: [m], keep }) } } }
        : {}),
      observe: (parameters) => ({ loss: loss(parameters, "plain") }),
      observeAt: Array.from({ length: 41 }, (_, k) => Math.round(k * steps / 40)),
      snapshot: (parameters) => ({
        output: this.model.apply(parameters, constant(this.shown, [this.shown.length / inputs, inputs])),
      }),
      snapshotAt: [steps],
      signal: context.signal,
      progress: (progress) => context.progress(stage.name, progress),
      checkpoint: context.checkpoint(stage.name),
    });
    const end = {
      ...this.#read(found.parameters),
      steps: [...found.steps],
      loss: rounded(found.curves.loss),
      output: rounded(found.snapshots.at(-1)!.values.output),
    };
    return { end, parameters: found.parameters };
  }

  #read(parameters: Float64Array) {
    const { weight1, bias1, weight2 } = parametersByName(parameters, this.model.parameters), m = this.width;
    const d = this.points.inputs,
      weights = Float64Array.from({ length: m * (d + 1) }, (_, at) => {
        const r = Math.floor(at / (d + 1)), j = at % (d + 1);
        return j < d ? weight1[j * m + r] : bias1[r];
      });
    const rows = Array.from({ length: m }, (_, r) => weights.subarray(r * (d + 1), (r + 1) * (d + 1)));
    // deno-lint-ignore papers-spread/bounded -- a row has the weights of one neuron
    const amplitudes = rows.map((row, r) => Math.abs(weight2[r]) * Math.hypot(...row));
    return {
      weights: rounded(weights),
      outgoing: rounded(weight2),
      effectiveRatio: directions(rows, amplitudes, ALIKE).length / m,
      effectiveDirections: effectiveRankOfSpectrum(directions(rows, amplitudes, TWO_DEGREES)),
    };
  }
}

/** Sums of the amplitudes of neurons of one direction, up to sign; a group is opened by its largest neuron. */
function directions(rows: readonly Float64Array[], amplitudes: readonly number[], alike: number): number[] {
  const falling = rows.map((_, r) => r).sort((a, b) => amplitudes[b] - amplitudes[a]);
  const cosines = cosineSimilarityMatrix(falling.flatMap((r) => Array.from(rows[r])), rows[0].length);
  const { order, groups } = condensationOrder(cosines.map(Math.abs), rows.length, alike);
  let at = 0;
  return groups.map((size) =>
    Array.from(order.subarray(at, at += size)).reduce((sum, k) => sum + amplitudes[falling[k]], 0)
  );
}
