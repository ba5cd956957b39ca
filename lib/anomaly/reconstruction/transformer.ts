import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../../checks.ts";
import { constant } from "../../graph/mod.ts";
import { chain, dense, layerNorm, type Model, residual, transformerLayer } from "../../nn/mod.ts";
import { type Batches, shuffledBatches } from "../../train/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { compiledScores } from "../nets/compiled_scores.ts";
import { checkNetOptions, NET_DEFAULTS, NET_OPTIONAL, type NetOptions } from "../nets/net_options.ts";
import { trainNet } from "../nets/train_net.ts";

/** Settings of {@link transformer}. */
export interface TransformerOptions extends NetOptions {
  /** length of each point's vector, a multiple of the heads */
  readonly width: number;
  readonly heads: number;
  /** units of the feed-forward net */
  readonly hidden: number;
}

/** Every fourth point is hidden; which, is the phase. */
const PHASES = 4;

/** Phase in each of whose points are hidden: 1 for hidden points, `[PHASES, length]`. */
function hiddenPoints(length: number): Float64Array {
  return Float64Array.from(
    { length: PHASES * length },
    (_, i) => Number((i % length) % PHASES === Math.floor(i / length)),
  );
}

/** Sines and cosines of positions (Vaswani et al. 2017), `[length, width]`. */
function positions(length: number, width: number): Float64Array {
  return Float64Array.from({ length: length * width }, (_, at) => {
    const i = at % width, angle = Math.floor(at / width) / 10_000 ** (2 * Math.floor(i / 2) / width);
    return i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

/** One encoder layer over the points of a window: `[batch, length]` to the same. */
function encoder(length: number, { width, heads, hidden }: Readonly<TransformerOptions>): Model {
  return chain({
    points: (x: tf.Tensor) => tf.reshape(x, [...x.shape, 1]),
    embed: dense({ inputs: 1, units: width }),
    place: (x: tf.Tensor) => tf.add(x, constant(positions(length, width), [length, width])),
    attention: transformerLayer({ width, heads, mask: "none", hidden: 0 }),
    mlp: residual(chain({
      up: dense({ inputs: width, units: hidden, activation: "relu" }),
      down: dense({ inputs: hidden, units: width }),
    })),
    norm: layerNorm({ width }),
    output: dense({ inputs: width, units: 1 }),
    flat: (x: tf.Tensor) => tf.reshape(x, [x.shape[0], length]),
  });
}

/** Windows in turns of phases: of `count` windows, window i in phase p is row p·count + i. */
function phasedBatches(count: number, size: number, seed: number): Batches {
  const windows = size < count ? shuffledBatches({ rows: count, size, seed }) : null;
  const all = Int32Array.from({ length: count }, (_, i) => i);
  return {
    rows: PHASES * count,
    size,
    seed,
    at: (step) => (windows?.at(step) ?? all).map((i) => (step % PHASES) * count + i),
  };
}

/**
 * Reconstruction of hidden points by one encoder layer (Vaswani et al. 2017): every fourth point is set to 0 and rebuilt
 * from the others; the score is the mean squared error of all points, each when it is hidden.
 */
export const transformer: DetectorFactory<TransformerOptions> = defineDetector<TransformerOptions>({
  number: 11,
  name: "Transformer",
  family: "reconstruction",
  seedable: true,
  defaults: { ...NET_DEFAULTS, width: 16, heads: 2, hidden: 32, epochs: 15 },
  optional: NET_OPTIONAL,
  check(options, where) {
    checkNetOptions(options, where);
    requireInteger(where, "width", options.width);
    requireInteger(where, "heads", options.heads);
    requireInteger(where, "hidden", options.hidden);
    if (options.width % options.heads !== 0) {
      throw new RangeError(
        `${where}: width must be a multiple of the ${options.heads} heads, got ${options.width}`,
      );
    }
  },
  async fit({ values, count, length }, options) {
    if (length < PHASES) {
      throw new RangeError(`Transformer: needs windows of ${PHASES} points or more, got ${length}`);
    }
    const model = encoder(length, options), { parameters } = model, hidden = hiddenPoints(length);
    /** Squared errors of hidden points, 0 at the others. */
    const errors = (tensors: tf.Tensor[], windows: tf.Tensor, hidden: tf.Tensor) => {
      const rebuilt = model.apply(tensors, tf.mul(windows, tf.sub(constant(1), hidden)));
      return tf.mul(tf.squaredDifference(rebuilt, windows), hidden);
    };
    const rows = new Float64Array(PHASES * count * 2 * length);
    for (let row = 0; row < PHASES * count; row++) {
      const window = row % count, phase = Math.floor(row / count);
      rows.set(values.subarray(window * length, (window + 1) * length), row * 2 * length);
      rows.set(hidden.subarray(phase * length, (phase + 1) * length), row * 2 * length + length);
    }
    const trained = await trainNet({
      where: "Transformer",
      parameters,
      rows: { values: rows, count: PHASES * count, width: 2 * length },
      epochRows: count,
      batches: phasedBatches(count, Math.min(options.batch, count), options.seed),
      loss(tensors, batch) {
        const [windows, hidden] = tf.split(batch, 2, 1);
        return tf.div(tf.sum(errors(tensors, windows, hidden)), tf.sum(hidden)) as tf.Scalar;
      },
    }, options);
    const net = await compiledScores(
      { parameters, trained, precision: options.precision },
      length,
      (tensors, windows) => {
        const phases = Array.from(
          { length: PHASES },
          (_, p) =>
            errors(tensors, windows, constant(hidden.slice(p * length, (p + 1) * length), [1, length])),
        );
        return {
          error: tf.mean(phases.reduce((sum, phase) => tf.add(sum, phase)), 1),
        };
      },
    );
    return { score: async (windows) => (await net.read(windows)).error, dispose: net.dispose };
  },
});
