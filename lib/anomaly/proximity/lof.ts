import { requireInteger } from "../../checks.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import type { NeighbourLists } from "../neighbours/nearest_list.ts";

/** Settings of {@link lof}. */
export interface LofOptions {
  /** k, at most n − 1 */
  readonly neighbours: number;
}

/** Added to mean reachability distances, as scikit-learn does, so that densities of duplicated windows stay finite. */
const GUARD = 1e-10;

/**
 * Local outlier factor (Breunig et al. 2000), (1/k) Σ_{o ∈ N_k(x)} lrd(o) / lrd(x), in the novelty mode of
 * `sklearn.neighbors.LocalOutlierFactor`: neighbours and densities of the standard windows alone.
 */
export const lof: DetectorFactory<LofOptions> = defineDetector<LofOptions>({
  number: 23,
  name: "LOF",
  family: "proximity",
  seedable: false,
  defaults: { neighbours: 20 },
  check: ({ neighbours }, where) => void requireInteger(where, "neighbours", neighbours),
  fit(standard, { neighbours: k }, shared) {
    requireInteger("LOF", "neighbours", k, 1, standard.count - 1);
    const own = shared.ownNeighbours(k);
    const radii = Float64Array.from({ length: standard.count }, (_, i) => own.distances[i * k + k - 1]);
    const densities = reachabilityDensities(own, radii);
    const factors = ({ indices }: NeighbourLists, here: Float64Array) =>
      here.map((density, i) => {
        let sum = 0;
        for (let r = 0; r < k; r++) sum += densities[indices[i * k + r]];
        return sum / k / density;
      });
    return {
      score(windows) {
        const near = shared.neighbours(windows, k);
        return factors(near, reachabilityDensities(near, radii));
      },
      own: () => factors(own, densities),
    };
  },
});

/** lrd = 1 / mean over the neighbours o of max(k-distance(o), d(x, o)). */
function reachabilityDensities(
  { count, k, indices, distances }: NeighbourLists,
  radii: Float64Array,
): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let r = i * k; r < (i + 1) * k; r++) sum += Math.max(radii[indices[r]], distances[r]);
    out[i] = 1 / (sum / k + GUARD);
  }
  return out;
}
