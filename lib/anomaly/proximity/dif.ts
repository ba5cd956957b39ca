import * as tf from "@tensorflow/tfjs-core";
import { requireInteger } from "../../checks.ts";
import { constant } from "../../graph/mod.ts";
import { generator, normalArray, sampleWithoutReplacement } from "../../random/mod.ts";
import { rangeScale, scaled, standardScale } from "../columns.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { compiledScores } from "../nets/compiled_scores.ts";
import type { Windows } from "../windows.ts";
import { averagePathLength, grownTree, type IsolationTree, pathOf } from "./isolation_tree.ts";

/** A random net of one hidden layer, and the trees on its outputs. */
export interface DifNet {
  /** `[d][hidden]` and `[hidden][dimensions]` */
  readonly weights: readonly (readonly (readonly number[])[])[];
  readonly trees: readonly IsolationTree[];
}

/** Settings of {@link dif}. */
export interface DifOptions {
  readonly nets: number;
  /** trees a net */
  readonly trees: number;
  /** standard windows per tree, 2 or more; all of them if there are fewer */
  readonly samples: number;
  /** units of the hidden layer */
  readonly hidden: number;
  /** outputs of a net */
  readonly dimensions: number;
  readonly seed: number;
  /** nets and trees in place of drawn ones */
  readonly draws?: readonly DifNet[];
}

/** Added to the number of cuts on a path, as in PyOD, so that zero cuts cause no division by 0. */
const GUARD = 1e-6;

/**
 * Deep isolation forest (Xu et al. 2023): isolation trees on tanh of the outputs of random nets, which are standardised by the
 * standard windows; 2^(−depth / c) times the mean distance to the cuts along the paths. `pyod.models.dif.DIF` standardises
 * by the windows it scores, so that one alone always gets the same score. One hidden layer of 32 tanh units in place of
 * PyOD's [500, 100].
 */
export const dif: DetectorFactory<DifOptions> = defineDetector<DifOptions>({
  number: 34,
  name: "DIF",
  family: "proximity",
  seedable: true,
  defaults: { nets: 50, trees: 6, samples: 256, hidden: 32, dimensions: 20, seed: 0 },
  optional: ["draws"],
  check({ nets, trees, samples, hidden, dimensions }, where) {
    requireInteger(where, "nets", nets);
    requireInteger(where, "trees", trees);
    requireInteger(where, "samples", samples, 2);
    requireInteger(where, "hidden", hidden);
    requireInteger(where, "dimensions", dimensions);
  },
  async fit(standard, options) {
    const { draws, seed } = options, psi = Math.min(options.samples, standard.count);
    const scale = rangeScale(standard), random = generator(seed, "DIF");
    const weights = draws
      ? draws.map((net) => net.weights.map(joined))
      : drawnWeights(standard.length, options);
    const outputs = weights[0][1].length / (weights[0][0].length / standard.length);
    const net = await compiledScores(
      { parameters: [], trained: new Float64Array(0), precision: "float64" },
      standard.length,
      (_, rows) => ({ all: allOutputs(weights, rows) }),
    );
    const width = weights.length * outputs;
    const represent = async (windows: Windows): Promise<Windows> => ({
      values: (await net.read(scaled(windows, scale))).all,
      count: windows.count,
      length: width,
    });
    const raw = await represent(standard), spread = standardScale(raw);
    const squashed = (windows: Windows) => {
      const { values, ...size } = scaled(windows, spread);
      return { values: values.map(Math.tanh), ...size };
    };
    const seen = squashed(raw).values, single = Float32Array.from(seen);
    const forests = weights.map((_, e) =>
      draws?.[e].trees ?? Array.from({ length: options.trees }, () => {
        const rows = sampleWithoutReplacement(random, standard.count, psi),
          own = new Float32Array(psi * outputs);
        rows.forEach((row, i) =>
          own.set(single.subarray(row * width + e * outputs, row * width + (e + 1) * outputs), i * outputs)
        );
        return grownTree(own, outputs, Int32Array.from(rows.keys()), random);
      })
    );
    return {
      async score(windows) {
        const { values } = squashed(await represent(windows)), rounded = Float32Array.from(values);
        return Float64Array.from({ length: windows.count }, (_, i) => {
          let score = 0;
          forests.forEach((trees, e) => score += isolation(trees, values, rounded, i * width + e * outputs));
          return score / forests.length;
        });
      },
      dispose: net.dispose,
    };
  },
});

/** 2^(−depth / c) · mean deviation of one net's trees at a row. */
function isolation(
  trees: readonly IsolationTree[],
  values: Float64Array,
  rounded: Float32Array,
  at: number,
): number {
  let depth = 0, deviation = 0;
  for (const tree of trees) {
    const path = pathOf(tree, rounded, values, at);
    depth += path.length;
    deviation += path.gaps / (path.cuts + GUARD);
  }
  const typical = averagePathLength(trees[0].samples[0]) * trees.length;
  return 2 ** (-depth / typical) * deviation / trees.length;
}

/** Traced: tanh(x W₁) W₂ of every net, side by side, `[rows, nets · dimensions]`. */
function allOutputs(weights: readonly (readonly Float64Array[])[], rows: tf.Tensor2D): tf.Tensor {
  const d = rows.shape[1];
  return tf.concat(
    weights.map(([first, second]) => {
      const hidden = first.length / d;
      const inner = tf.tanh(tf.matMul(rows, constant(first, [d, hidden]) as tf.Tensor2D)) as tf.Tensor2D;
      return tf.matMul(inner, constant(second, [hidden, second.length / hidden]) as tf.Tensor2D);
    }),
    1,
  );
}

function drawnWeights(d: number, { nets, hidden, dimensions, seed }: Readonly<DifOptions>): Float64Array[][] {
  return Array.from({ length: nets }, (_, e) => {
    const random = generator(seed, "DIF nets", e);
    return [normalArray(random, d * hidden, 0, 1), normalArray(random, hidden * dimensions, 0, 1)];
  });
}

function joined(rows: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(rows.flat());
}
