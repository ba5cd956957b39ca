import { requireInteger } from "../../checks.ts";
import { nearestNeighbours } from "../neighbours/nearest_neighbours.ts";
import type { Windows } from "../windows.ts";

/**
 * Contrast of anomalous and normal segments against the standard ones: the mean distance of anomalous segments to their k
 * nearest standard segments over that of normal ones ("normalized clusteredness"). Large is easy, 1 hopeless.
 *
 * @param anomalous segments, `[a, L]`
 * @param normal segments that are not among the standard ones, `[b, L]`
 * @param standard segments, `[n, L]`
 * @param k neighbours; 5 by default, which is our choice: the paper's is unknown
 * @throws {RangeError} for a k that is no integer in 1 … n, different lengths, or normal segments that are all copies of
 *   standard ones
 */
export function knc(anomalous: Windows, normal: Windows, standard: Windows, k = 5): number {
  requireInteger("knc", "k", k, 1, standard.count);
  const meanDistance = (windows: Windows) => {
    const { distances } = nearestNeighbours(windows, standard, k);
    return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  };
  const below = meanDistance(normal);
  if (below === 0) {
    throw new RangeError("knc: the normal segments are copies of standard ones, got a distance of 0");
  }
  return meanDistance(anomalous) / below;
}
