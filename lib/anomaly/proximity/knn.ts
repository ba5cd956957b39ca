import { requireInteger, requireOneOf } from "../../checks.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import type { NeighbourLists } from "../neighbours/nearest_list.ts";

/** Settings of {@link knn}. */
export interface KnnOptions {
  /** k, at most n − 1 */
  readonly neighbours: number;
  /** which of the k distances is the score: the k-th, their mean, or their median */
  readonly distance: "largest" | "mean" | "median";
}

const DISTANCES = ["largest", "mean", "median"] as const;

/**
 * Distance to the k-th nearest standard window (Ramaswamy et al. 2000), or mean or median of the k; as
 * `pyod.models.knn.KNN`.
 */
export const knn: DetectorFactory<KnnOptions> = defineDetector<KnnOptions>({
  number: 24,
  name: "KNN",
  family: "proximity",
  seedable: false,
  defaults: { neighbours: 5, distance: "largest" },
  check({ neighbours, distance }, where) {
    requireInteger(where, "neighbours", neighbours);
    requireOneOf(where, "distance", distance, DISTANCES);
  },
  fit({ count }, { neighbours: k, distance }, shared) {
    requireInteger("KNN", "neighbours", k, 1, count - 1);
    const chosen = ({ distances, count }: NeighbourLists) =>
      Float64Array.from({ length: count }, (_, i) => {
        const nearest = distances.subarray(i * k, (i + 1) * k);
        if (distance === "largest") return nearest[k - 1];
        if (distance === "mean") return nearest.reduce((sum, value) => sum + value, 0) / k;
        return (nearest[(k - 1) >> 1] + nearest[k >> 1]) / 2;
      });
    return {
      score: (windows) => chosen(shared.neighbours(windows, k)),
      own: () => chosen(shared.ownNeighbours(k)),
    };
  },
});
