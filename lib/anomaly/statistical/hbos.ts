import { requireInteger, requirePositive } from "../../checks.ts";
import { smallest } from "../../stats/mod.ts";
import { column } from "../columns.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { binOf, histogram } from "./histogram.ts";

/** Settings of {@link hbos}. */
export interface HbosOptions {
  /** bins of each coordinate */
  readonly bins: number;
  /** α, added to each density */
  readonly alpha: number;
  /** share of a bin's width by which a value may lie outside and still count as of the outermost bin */
  readonly tolerance: number;
}

/**
 * Histogram-based score −Σ_j log₂(density_j(x) + α) (Goldstein and Dengel 2012), with the conventions of
 * `pyod.models.hbos.HBOS`: a value on an inner edge is looked up on its left, and one beyond the tolerance gets the
 * lowest density of its coordinate.
 */
export const hbos: DetectorFactory<HbosOptions> = defineDetector<HbosOptions>({
  number: 19,
  name: "HBOS",
  family: "statistical",
  seedable: false,
  defaults: { bins: 10, alpha: 0.1, tolerance: 0.5 },
  check({ bins, alpha, tolerance }, where) {
    requireInteger(where, "bins", bins);
    requirePositive(where, "alpha", alpha);
    if (!(tolerance >= 0 && tolerance <= 1)) {
      throw new RangeError(`${where}: the tolerance must lie in [0, 1], got ${tolerance}`);
    }
  },
  fit(standard, { bins, alpha, tolerance }) {
    const { count: n, length: d } = standard;
    const coordinates = Array.from({ length: d }, (_, j) => {
      const { edges, counts } = histogram(column(standard, j), bins);
      const heights = counts.map((count, b) => Math.log2(count / n / (edges[b + 1] - edges[b]) + alpha));
      return { edges, heights, least: smallest(heights), slack: (edges[1] - edges[0]) * tolerance };
    });
    return {
      score({ values, count }) {
        const scores = new Float64Array(count);
        for (let j = 0; j < d; j++) {
          const { edges, heights, least, slack } = coordinates[j], low = edges[0], high = edges[bins];
          for (let i = 0; i < count; i++) {
            const x = values[i * d + j];
            if (low - x > slack || x - high > slack) {
              scores[i] -= least;
              continue;
            }
            const bin = binOf(edges, x);
            scores[i] -= heights[bin > 0 && x === edges[bin] ? bin - 1 : bin];
          }
        }
        return scores;
      },
    };
  },
});
