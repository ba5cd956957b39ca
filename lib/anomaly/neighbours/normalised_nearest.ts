import type { Windows } from "../windows.ts";
import { distanceRows, squaredDistance } from "./distance_rows.ts";
import { normalisedWindows } from "./normalised_windows.ts";
import { slidingCovarianceRows } from "./sliding_covariance_rows.ts";
import { slidingStride } from "./sliding_stride.ts";

/** The nearest reference window of each query, both z-normalised. */
export interface NormalisedNearest {
  /** `[m]` */
  readonly distances: Float64Array;
  /** `[m]` index of the nearest, the lowest of equally near ones */
  readonly indices: Int32Array;
}

/**
 * Distance of each z-normalised query to the nearest z-normalised reference window: an AB-join matrix profile.
 *
 * Where both were cut point by point from a series, covariances follow from each other along diagonals in a few
 * operations per pair. These only pick candidates, which are then measured by whole distances: the result is the same bits
 * for a query alone, in any batch, and by either way. Constant windows are at distance 0 from each other and √d from others.
 *
 * @param queries `[m, d]`
 * @param reference `[n, d]`
 */
export function normalisedNearest(queries: Windows, reference: Windows): NormalisedNearest {
  const { count: m, length: d } = queries, distances = new Float64Array(m).fill(Infinity);
  const indices = new Int32Array(m), x = normalisedWindows(queries), y = normalisedWindows(reference);
  const take = (i: number, j: number) => {
    const flat = Number(x.deviations[i] === 0) + Number(y.deviations[j] === 0);
    const distance = flat === 0
      ? Math.sqrt(squaredDistance(x.windows.values, i * d, y.windows.values, j * d, d))
      : flat === 1
      ? Math.sqrt(d)
      : 0;
    if (distance < distances[i] || (distance === distances[i] && j < indices[i])) {
      distances[i] = distance;
      indices[i] = j;
    }
  };
  const flat = y.deviations.indexOf(0);
  if (slidingStride(reference) === 1 && slidingStride(queries) === 1) {
    slidingCovarianceRows(queries, reference, x, y, (i, candidates) => {
      if (x.deviations[i] === 0) take(i, flat >= 0 ? flat : 0);
      else {
        for (const j of candidates) take(i, j);
        if (flat >= 0) take(i, flat);
      }
    });
    return { distances, indices };
  }
  distanceRows(x.windows, y.windows, (i, squared) => {
    if (x.deviations[i] === 0) return take(i, flat >= 0 ? flat : 0);
    let nearest = -1;
    for (let j = 0; j < squared.length; j++) {
      if (y.deviations[j] > 0 && (nearest < 0 || squared[j] < squared[nearest])) nearest = j;
    }
    if (nearest >= 0) take(i, nearest);
    if (flat >= 0) take(i, flat);
  });
  return { distances, indices };
}
