import { requireInteger } from "../../checks.ts";
import { median, quantile } from "../../stats/mod.ts";
import { column, type ColumnScale, scaled } from "../columns.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { principalProjection } from "../principal_projection.ts";
import type { Windows } from "../windows.ts";
import { rotationCosts } from "./rotation_costs.ts";

/** Settings of {@link rod}. */
export interface RodOptions {
  /** principal components onto which longer windows are projected first, 3 or more; all triples of them are used */
  readonly dimensions: number;
}

/** Makes the median deviation of normal data their standard deviation. */
const NORMAL_QUARTILE = 0.6745;

/**
 * Rotation-based outlier detection (Almardeny et al. 2020): mean over all triples of coordinates of the sigmoid of
 * 0.6745·|cost − median| / MAD, with the rotation cost of {@link rotationCosts}; as `pyod.models.rod.ROD`, which takes the
 * median deviation from the windows it scores. Here it is that of the standard windows.
 */
export const rod: DetectorFactory<RodOptions> = defineDetector<RodOptions>({
  number: 29,
  name: "ROD",
  family: "proximity",
  seedable: false,
  defaults: { dimensions: 6 },
  check: ({ dimensions }, where) => void requireInteger(where, "dimensions", dimensions, 3),
  fit(standard, { dimensions }) {
    if (standard.length < 3) {
      throw new RangeError(`ROD: windows need 3 points or more, got ${standard.length}`);
    }
    const components = standard.length > dimensions ? principalProjection(standard) : null;
    const project = (windows: Windows) => components ? components.project(windows, dimensions) : windows;
    const seen = project(standard), robust = robustScale(seen), reference = scaled(seen, robust);
    const spaces = triples(seen.length).map((triple) => {
      const cost = rotationCosts(reference, triple), costs = cost(reference);
      const centre = median(costs), deviation = median(costs.map((value) => Math.abs(value - centre)));
      return { cost, centre, deviation };
    });
    return {
      score(windows) {
        const scores = new Float64Array(windows.count), placed = scaled(project(windows), robust);
        for (const { cost, centre, deviation } of spaces) {
          cost(placed).forEach((value, i) => {
            const away = NORMAL_QUARTILE * Math.abs(value - centre) / deviation;
            scores[i] += 1 / (1 + Math.exp(-(Number.isNaN(away) ? 0 : away))) / spaces.length;
          });
        }
        return scores;
      },
    };
  },
});

function triples(d: number): (readonly [number, number, number])[] {
  const out: (readonly [number, number, number])[] = [];
  for (let a = 0; a < d; a++) {
    for (let b = a + 1; b < d; b++) for (let c = b + 1; c < d; c++) out.push([a, b, c]);
  }
  return out;
}

/** Median and distance between the quartiles of each coordinate. */
function robustScale(windows: Windows): ColumnScale {
  const columns = Array.from({ length: windows.length }, (_, j) => column(windows, j));
  return {
    shift: Float64Array.from(columns, median),
    divisor: Float64Array.from(columns, (values) => quantile(values, 0.75) - quantile(values, 0.25) || 1),
  };
}
