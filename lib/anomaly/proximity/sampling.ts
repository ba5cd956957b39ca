import { requireInteger } from "../../checks.ts";
import { generator, sampleWithoutReplacement } from "../../random/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { nearestCentres } from "../statistical/nearest_centres.ts";
import type { Windows } from "../windows.ts";

/** Settings of {@link sampling}. */
export interface SamplingOptions {
  /** standard windows that are drawn, at most n */
  readonly subset: number;
  readonly seed: number;
  /** indices of standard windows in place of drawn ones */
  readonly draws?: ArrayLike<number>;
}

/** Distance to the nearest of a few drawn standard windows (Sugiyama and Borgwardt 2013); as `pyod.models.sampling.Sampling`. */
export const sampling: DetectorFactory<SamplingOptions> = defineDetector<SamplingOptions>({
  number: 31,
  name: "Sampling",
  family: "proximity",
  seedable: true,
  defaults: { subset: 20, seed: 0 },
  optional: ["draws"],
  check: ({ subset }, where) => void requireInteger(where, "subset", subset),
  fit(standard, { subset, seed, draws }) {
    requireInteger("Sampling", "subset", subset, 1, standard.count);
    const rows = draws ?? sampleWithoutReplacement(generator(seed, "sampling"), standard.count, subset);
    const drawn = selectWindows(standard, rows);
    return {
      score: (windows) => nearestCentres(windows, drawn).squared.map(Math.sqrt),
    };
  },
});

/** Some of the windows, in a matrix of their own. */
function selectWindows({ values, length }: Windows, rows: ArrayLike<number>): Windows {
  const out = new Float64Array(rows.length * length);
  for (let r = 0; r < rows.length; r++) {
    out.set(values.subarray(rows[r] * length, (rows[r] + 1) * length), r * length);
  }
  return { values: out, count: rows.length, length };
}
