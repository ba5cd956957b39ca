import { requireInteger } from "../../checks.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { squaredDistance } from "../neighbours/distance_rows.ts";
import type { NeighbourLists } from "../neighbours/nearest_list.ts";
import type { Windows } from "../windows.ts";

/** Settings of {@link cof}. */
export interface CofOptions {
  /** k, at most n − 1 */
  readonly neighbours: number;
}

/** Least mean chaining distance of the neighbours: those of duplicated windows are 0. */
const GUARD = 1e-10;

/**
 * Connectivity-based outlier factor (Tang et al. 2002): k · ac(x) / Σ_{o ∈ N_k(x)} ac(o), with the average chaining
 * distance ac(x) = Σ_j 2(k − j) / (k(k + 1)) · cost_j. As in `pyod.models.cof.COF` the neighbours are linked in the order of
 * their distance to x, and cost_j is the distance of neighbour j to the nearest of x and the neighbours before it.
 * PyOD finds neighbours among the windows it scores; here they are standard windows.
 */
export const cof: DetectorFactory<CofOptions> = defineDetector<CofOptions>({
  number: 25,
  name: "COF",
  family: "proximity",
  seedable: false,
  defaults: { neighbours: 20 },
  check: ({ neighbours }, where) => void requireInteger(where, "neighbours", neighbours),
  fit(standard, { neighbours: k }, shared) {
    requireInteger("COF", "neighbours", k, 1, standard.count - 1);
    const own = shared.ownNeighbours(k), chaining = chainingDistances(own, standard);
    const factors = ({ indices }: NeighbourLists, distances: Float64Array) =>
      distances.map((distance, i) => {
        let sum = 0;
        for (let r = 0; r < k; r++) sum += chaining[indices[i * k + r]];
        return distance * k / Math.max(sum, k * GUARD);
      });
    return {
      score(windows) {
        const near = shared.neighbours(windows, k);
        return factors(near, chainingDistances(near, standard));
      },
      own: () => factors(own, chaining),
    };
  },
});

/** Average chaining distance of each window along its neighbours. */
function chainingDistances(
  { count, k, indices, distances }: NeighbourLists,
  standard: Windows,
): Float64Array {
  const { values, length: d } = standard, out = new Float64Array(count), pairs = new Map<number, number>();
  // Windows that follow each other share neighbours, so that most pairs come again.
  const between = (a: number, b: number) => {
    const key = a < b ? a * standard.count + b : b * standard.count + a;
    let found = pairs.get(key);
    if (found === undefined) pairs.set(key, found = squaredDistance(values, a * d, values, b * d, d));
    return found;
  };
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < k; j++) {
      const at = i * k + j;
      let squared = distances[at] * distances[at];
      for (let r = i * k; r < at; r++) squared = Math.min(squared, between(indices[at], indices[r]));
      sum += 2 * (k - j) / ((k + 1) * k) * Math.sqrt(squared);
    }
    out[i] = sum;
  }
  return out;
}
