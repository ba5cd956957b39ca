import * as tf from "@tensorflow/tfjs-core";
import { requireInteger, requireSameLength } from "../../checks.ts";
import { constant } from "../../graph/mod.ts";
import { multilayerPerceptron } from "../../nn/mod.ts";
import { generator } from "../../random/mod.ts";
import { rangeScale, scaled } from "../columns.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import type { NeighbourLists } from "../neighbours/nearest_list.ts";
import { SharedGeometry } from "../neighbours/shared_geometry.ts";
import { compiledScores } from "../nets/compiled_scores.ts";
import {
  checkNetOptions,
  NET_DEFAULTS,
  NET_OPTIONAL,
  type NetDraws,
  type NetOptions,
} from "../nets/net_options.ts";
import { requireUnits } from "../nets/require_units.ts";
import { trainNet } from "../nets/train_net.ts";
import type { Windows } from "../windows.ts";

/** Settings of {@link lunar}. */
export interface LunarOptions extends NetOptions {
  /** k, at most n − 1 */
  readonly neighbours: number;
  readonly hidden: readonly number[];
  /** ½ of this times Σ w² is part of the loss */
  readonly weightDecay: number;
  /** also `[n, d]` negatives in place of drawn ones, scaled as the windows are */
  readonly draws?: NetDraws & { readonly negatives: ArrayLike<number> };
}

/** Share of the negatives that are uniform; the others are standard windows of which this share of points is moved, by this. */
const UNIFORM = 0.5, MOVED = 0.3, BY = 0.1;

/**
 * Learnable unified neighbourhood-based anomaly ranking (Goodge et al. 2022): a net on the sorted distances to the k
 * nearest standard windows, trained to tell these windows (each without itself) from as many drawn negatives; its score
 * model, with the windows scaled to the standard ones' ranges. `pyod.models.lunar.LUNAR` looks for neighbours among the
 * negatives, too, where each finds itself.
 */
export const lunar: DetectorFactory<LunarOptions> = defineDetector<LunarOptions>({
  number: 37,
  name: "LUNAR",
  family: "proximity",
  seedable: true,
  defaults: {
    ...NET_DEFAULTS,
    neighbours: 5,
    hidden: [64, 64],
    epochs: 200,
    batch: 2 ** 20,
    weightDecay: 0.1,
  },
  optional: NET_OPTIONAL,
  check(options, where) {
    checkNetOptions(options, where);
    requireInteger(where, "neighbours", options.neighbours);
    requireUnits(where, "hidden", options.hidden);
    if (!(options.weightDecay >= 0)) {
      throw new RangeError(`${where}: weightDecay must be 0 or more, got ${options.weightDecay}`);
    }
  },
  async fit(standard, options) {
    const { neighbours: k, hidden, precision, weightDecay, draws, seed } = options, { count: n } = standard;
    requireInteger("LUNAR", "neighbours", k, 1, n - 1);
    const scale = rangeScale(standard),
      reference = scaled(standard, scale),
      geometry = new SharedGeometry(reference);
    if (draws) {
      requireSameLength(
        "LUNAR",
        "draws.negatives",
        draws.negatives.length,
        "the windows",
        reference.values.length,
      );
    }
    const negatives = draws
      ? { ...reference, values: Float64Array.from(draws.negatives) }
      : negativesOf(reference, seed);
    const rows = new Float64Array(2 * n * (k + 1));
    [geometry.ownNeighbours(k), geometry.neighbours(negatives, k)].forEach(({ distances }, truth) => {
      for (let i = 0; i < n; i++) {
        const at = (truth * n + i) * (k + 1);
        rows.set(distances.subarray(i * k, (i + 1) * k), at);
        rows[at + k] = truth;
      }
    });
    const model = multilayerPerceptron({ widths: [k, ...hidden, 1], activation: "tanh" });
    const output = (tensors: tf.Tensor[], distances: tf.Tensor) =>
      tf.reshape(tf.sigmoid(model.apply(tensors, distances)), [-1]);
    const trained = await trainNet({
      where: "LUNAR",
      parameters: model.parameters,
      rows: { values: rows, count: 2 * n, width: k + 1 },
      loss(tensors, batch) {
        const distances = tf.slice(batch, [0, 0], [-1, k]),
          truth = tf.reshape(tf.slice(batch, [0, k], [-1, 1]), [-1]);
        const size = tf.addN(tensors.map((weight) => tf.sum(tf.square(weight))));
        return tf.add(
          tf.sum(tf.squaredDifference(output(tensors, distances), truth)),
          tf.mul(constant(weightDecay / 2), size),
        ) as tf.Scalar;
      },
    }, options);
    const net = await compiledScores(
      { parameters: model.parameters, trained, precision },
      k,
      (tensors, distances) => ({ score: output(tensors, distances) }),
    );
    const truths = async ({ distances: values, count }: NeighbourLists) =>
      (await net.read({ values, count, length: k })).score;
    return {
      score: (windows) => truths(geometry.neighbours(scaled(windows, scale), k)),
      own: () => truths(geometry.ownNeighbours(k)),
      dispose: net.dispose,
    };
  },
});

/** As many negatives as there are windows: uniform in the unit cube, or windows with some points moved. */
function negativesOf({ values, count, length }: Windows, seed: number): Windows {
  const random = generator(seed, "LUNAR"), out = new Float64Array(values.length);
  for (let i = 0; i < count; i++) {
    const uniform = random.uniform() < UNIFORM, from = random.integer(count) * length;
    for (let t = 0; t < length; t++) {
      const moved = random.uniform() < MOVED ? BY * random.normal() : 0;
      out[i * length + t] = uniform ? random.uniform() : values[from + t] + moved;
    }
  }
  return { values: out, count, length };
}
