import { requireInteger, requireSameLength } from "../../checks.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { squaredDistance } from "../neighbours/distance_rows.ts";
import { kMeans } from "../statistical/k_means.ts";
import { nearestCentres } from "../statistical/nearest_centres.ts";
import type { Windows } from "../windows.ts";

/** Settings of {@link cblof}. */
export interface CblofOptions {
  /** clusters of k-means; fewer where these have no valid split */
  readonly clusters: number;
  /** α, share of the windows that the large clusters hold, in (0.5, 1] */
  readonly alpha: number;
  /** β, ratio of size between the smallest large and the largest small cluster, above 1 */
  readonly beta: number;
  readonly seed: number;
  /** `[clusters, d]` centres in place of those of k-means */
  readonly draws?: ArrayLike<number>;
}

/**
 * Cluster-based local outlier factor (He et al. 2003), unweighted as in `pyod.models.cblof.CBLOF`: distance to the
 * nearest centre where its cluster is large, else to the nearest centre of a large cluster. Where PyOD fails, since no
 * split of the clusters satisfies α or β, k-means is repeated with one cluster fewer.
 */
export const cblof: DetectorFactory<CblofOptions> = defineDetector<CblofOptions>({
  number: 26,
  name: "CBLOF",
  family: "proximity",
  seedable: true,
  defaults: { clusters: 8, alpha: 0.9, beta: 5, seed: 0 },
  optional: ["draws"],
  check({ clusters, alpha, beta }, where) {
    requireInteger(where, "clusters", clusters);
    if (!(alpha > 0.5 && alpha <= 1)) {
      throw new RangeError(`${where}: alpha must lie in (0.5, 1], got ${alpha}`);
    }
    if (!(beta > 1)) throw new RangeError(`${where}: beta must be above 1, got ${beta}`);
  },
  fit(standard, { clusters, alpha, beta, seed, draws }) {
    requireInteger("CBLOF", "clusters", clusters, 1, standard.count);
    const { centres, large } = draws
      ? givenClusters(standard, clusters, draws, alpha, beta)
      : foundClusters(standard, clusters, seed, alpha, beta);
    const { values, length: d } = centres;
    return {
      score(windows) {
        const { indices, squared } = nearestCentres(windows, centres);
        return squared.map((own, i) => {
          if (large.includes(indices[i])) return Math.sqrt(own);
          let least = Infinity;
          for (const c of large) {
            least = Math.min(least, squaredDistance(windows.values, i * d, values, c * d, d));
          }
          return Math.sqrt(least);
        });
      },
    };
  },
});

interface Clusters {
  readonly centres: Windows;
  /** indices of the large clusters */
  readonly large: readonly number[];
}

function foundClusters(
  standard: Windows,
  clusters: number,
  seed: number,
  alpha: number,
  beta: number,
): Clusters {
  for (let k = clusters; k > 1; k--) {
    const { centres, labels } = kMeans(standard, k, seed), large = largeClusters(labels, k, alpha, beta);
    if (large) return { centres, large };
  }
  return { centres: kMeans(standard, 1, seed).centres, large: [0] };
}

function givenClusters(
  standard: Windows,
  clusters: number,
  given: ArrayLike<number>,
  alpha: number,
  beta: number,
): Clusters {
  const { length } = standard;
  requireSameLength("CBLOF", "the given centres", given.length, "clusters × points", clusters * length);
  const centres: Windows = { values: Float64Array.from(given), count: clusters, length };
  const labels = nearestCentres(standard, centres).indices;
  const large = largeClusters(labels, clusters, alpha, beta);
  if (large) return { centres, large };
  throw new RangeError(
    `CBLOF: no split of the given clusters holds ${alpha} of the windows or has a ratio of ${beta}`,
  );
}

/** PyOD's split: the first that satisfies α and β, else α, else β; `null` where none does. */
function largeClusters(labels: Int32Array, k: number, alpha: number, beta: number): number[] | null {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label]++;
  const order = Array.from(sizes.keys()).sort((a, b) => sizes[b] - sizes[a] || a - b);
  let held = 0;
  const splits = order.slice(0, -1).map((cluster, i) => ({
    most: (held += sizes[cluster]) >= alpha * labels.length,
    drop: sizes[cluster] >= beta * sizes[order[i + 1]],
  }));
  const choices = [splits.findIndex(({ most, drop }) => most && drop), splits.findIndex(({ most }) => most)];
  const split = [...choices, splits.findIndex(({ drop }) => drop)].find((at) => at >= 0);
  return split === undefined ? null : order.slice(0, split + 1);
}
