import { generator } from "../../random/mod.ts";
import { squaredDistance } from "../neighbours/distance_rows.ts";
import type { Windows } from "../windows.ts";
import { nearestCentres } from "./nearest_centres.ts";

/** Steps of {@link kMeans}, at most. */
const STEPS = 300;

/** Centres, and the windows that belong to each. */
export interface KMeans {
  /** `[k, d]` */
  readonly centres: Windows;
  /** index of the nearest centre of each window, `[n]` */
  readonly labels: Int32Array;
}

/**
 * k-means by Lloyd's steps from a start drawn by squared distance (k-means++, Arthur and Vassilvitskii 2007), until no
 * window changes its centre. A centre that loses all its windows moves to the window farthest from its own.
 *
 * @param windows `[n, d]`
 * @param k 1 … n
 * @param seed of the start
 */
export function kMeans(windows: Windows, k: number, seed: number): KMeans {
  const { values, count: n, length: d } = windows;
  const centres: Windows = { values: startingCentres(windows, k, seed), count: k, length: d };
  const sizes = new Int32Array(k);
  let labels: Int32Array = new Int32Array(n).fill(-1);
  for (let step = 0; step < STEPS; step++) {
    const { indices, squared: away } = nearestCentres(windows, centres);
    const changed = indices.some((index, i) => index !== labels[i]);
    labels = indices;
    if (!changed) break;
    centres.values.fill(0);
    sizes.fill(0);
    for (let i = 0; i < n; i++) {
      const at = labels[i] * d;
      sizes[labels[i]]++;
      for (let t = 0; t < d; t++) centres.values[at + t] += values[i * d + t];
    }
    for (let c = 0; c < k; c++) {
      for (let t = 0; t < d; t++) centres.values[c * d + t] /= sizes[c] || 1;
      if (sizes[c] > 0) continue;
      const far = away.indexOf(away.reduce((most, value) => Math.max(most, value), -1));
      centres.values.set(values.subarray(far * d, (far + 1) * d), c * d);
      away[far] = -1;
    }
  }
  return { centres, labels };
}

function startingCentres({ values, count: n, length: d }: Windows, k: number, seed: number): Float64Array {
  const random = generator(seed, "k-means"), centres = new Float64Array(k * d);
  const away = new Float64Array(n).fill(Infinity);
  let chosen = random.integer(n);
  for (let c = 0; c < k; c++) {
    centres.set(values.subarray(chosen * d, (chosen + 1) * d), c * d);
    let total = 0;
    for (let i = 0; i < n; i++) {
      away[i] = Math.min(away[i], squaredDistance(values, i * d, centres, c * d, d));
      total += away[i];
    }
    let left = random.uniform() * total;
    for (chosen = 0; chosen < n - 1 && (left -= away[chosen]) >= 0;) chosen++;
  }
  return centres;
}
