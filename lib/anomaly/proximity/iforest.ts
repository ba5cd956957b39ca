import { requireInteger } from "../../checks.ts";
import { generator, sampleWithoutReplacement } from "../../random/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { averagePathLength, grownTree, type IsolationTree, pathOf } from "./isolation_tree.ts";

/** Settings of {@link iforest}. */
export interface IforestOptions {
  readonly trees: number;
  /** ψ, standard windows per tree, 2 or more; all of them if there are fewer */
  readonly samples: number;
  readonly seed: number;
  /** trees in place of grown ones */
  readonly draws?: readonly IsolationTree[];
}

/**
 * Isolation forest (Liu et al. 2008), 2^(−E[h(x)] / c(ψ)) with the mean path length E[h] over the trees; numbers are
 * compared in single precision, as in `sklearn.ensemble.IsolationForest`.
 */
export const iforest: DetectorFactory<IforestOptions> = defineDetector<IforestOptions>({
  number: 32,
  name: "IForest",
  family: "proximity",
  seedable: true,
  defaults: { trees: 100, samples: 256, seed: 0 },
  optional: ["draws"],
  check({ trees, samples }, where) {
    requireInteger(where, "trees", trees);
    requireInteger(where, "samples", samples, 2);
  },
  fit(standard, { trees, samples, seed, draws }) {
    const values = Float32Array.from(standard.values), psi = Math.min(samples, standard.count);
    const random = generator(seed, "isolation forest");
    const forest = draws ?? Array.from({ length: trees }, () => {
      const rows = sampleWithoutReplacement(random, standard.count, psi);
      return grownTree(values, standard.length, rows, random);
    });
    const typical = averagePathLength(draws ? forest[0].samples[0] : psi) * forest.length;
    return {
      score({ values, count, length }) {
        const rounded = Float32Array.from(values), scores = new Float64Array(count);
        for (const tree of forest) {
          for (let i = 0; i < count; i++) scores[i] += pathOf(tree, rounded, values, i * length).length;
        }
        return scores.map((depth) => 2 ** (-depth / typical));
      },
    };
  },
});
