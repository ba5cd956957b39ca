import { requireInteger } from "../../checks.ts";
import { generator, sampleWithoutReplacement } from "../../random/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { binOf, histogram } from "./histogram.ts";

/** A sparse direction: the coordinates that count, and their weights. */
export interface LodaProjection {
  readonly index: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/** Settings of {@link loda}. */
export interface LodaOptions {
  /** bins of each histogram */
  readonly bins: number;
  /** K, random projections */
  readonly cuts: number;
  readonly seed: number;
  /** projections in place of drawn ones */
  readonly draws?: readonly LodaProjection[];
}

/** Count that an empty bin holds, as in PyOD, so that its logarithm is finite. */
const EMPTY = 1e-12;

/**
 * Lightweight on-line detector of anomalies (Pevný 2016): mean over K sparse random projections, of √d normal weights
 * each, of −log of the histogram's share at the projected window. `pyod.models.loda.LODA` reads the bin one too far to
 * the right and divides by K twice; here each value is read in its own bin.
 */
export const loda: DetectorFactory<LodaOptions> = defineDetector<LodaOptions>({
  number: 20,
  name: "LODA",
  family: "statistical",
  seedable: true,
  defaults: { bins: 10, cuts: 100, seed: 0 },
  optional: ["draws"],
  check({ bins, cuts }, where) {
    requireInteger(where, "bins", bins);
    requireInteger(where, "cuts", cuts);
  },
  fit({ values, count: n, length: d }, { bins, cuts, seed, draws = drawn(d, cuts, seed) }) {
    const parts = draws.map((projection) => {
      const along = new Float64Array(n);
      for (let i = 0; i < n; i++) along[i] = product(values, i * d, projection);
      const { edges, counts } = histogram(along, bins), total = n + bins * EMPTY;
      return { projection, edges, surprise: counts.map((count) => -Math.log((count + EMPTY) / total)) };
    });
    return {
      score({ values, count }) {
        const scores = new Float64Array(count);
        for (const { projection, edges, surprise } of parts) {
          for (let i = 0; i < count; i++) {
            scores[i] += surprise[binOf(edges, product(values, i * d, projection))];
          }
        }
        return scores.map((sum) => sum / parts.length);
      },
    };
  },
});

function drawn(d: number, cuts: number, seed: number): LodaProjection[] {
  const random = generator(seed, "loda"), size = Math.floor(Math.sqrt(d));
  return Array.from({ length: cuts }, () => {
    const index = sampleWithoutReplacement(random, d, size);
    return { index, weight: Float64Array.from(index, () => random.normal()) };
  });
}

function product(values: Float64Array, at: number, { index, weight }: LodaProjection): number {
  let sum = 0;
  for (let k = 0; k < index.length; k++) sum += values[at + index[k]] * weight[k];
  return sum;
}
