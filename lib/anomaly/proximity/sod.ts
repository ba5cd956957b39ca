import { requireInteger } from "../../checks.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { squaredDistance } from "../neighbours/distance_rows.ts";
import type { NeighbourLists } from "../neighbours/nearest_list.ts";
import type { Windows } from "../windows.ts";

/** Settings of {@link sod}. */
export interface SodOptions {
  /** k of the lists in which shared neighbours are counted, at most n − 1 */
  readonly neighbours: number;
  /** windows in the reference set, at most n */
  readonly reference: number;
  /** α, share of the mean variance below which a coordinate counts, in (0, 1) */
  readonly alpha: number;
}

/**
 * Subspace outlier degree (Kriegel et al. 2009): root mean square distance to the mean of a reference set, over the
 * coordinates in which this set hardly varies. The set holds the standard windows that share most neighbours with x;
 * ties, which `pyod.models.sod.SOD` leaves to an unstable sort, go to the nearer window, then the lower index. PyOD
 * finds the set among the windows it scores.
 */
export const sod: DetectorFactory<SodOptions> = defineDetector<SodOptions>({
  number: 28,
  name: "SOD",
  family: "proximity",
  seedable: false,
  defaults: { neighbours: 20, reference: 10, alpha: 0.8 },
  check({ neighbours, reference, alpha }, where) {
    requireInteger(where, "neighbours", neighbours);
    requireInteger(where, "reference", reference);
    if (!(alpha > 0 && alpha < 1)) throw new RangeError(`${where}: alpha must lie in (0, 1), got ${alpha}`);
  },
  fit(standard, { neighbours: k, reference, alpha }, shared) {
    const n = standard.count;
    requireInteger("SOD", "neighbours", k, 1, n - 1);
    requireInteger("SOD", "reference", reference, 1, n);
    const own = shared.ownNeighbours(k), listedBy = inverseLists(own.indices, n, k);
    const degrees = (windows: Windows, { indices }: NeighbourLists, themselves: boolean) => {
      const counts = new Int32Array(n);
      return Float64Array.from({ length: windows.count }, (_, i) => {
        counts.fill(0);
        for (let r = i * k; r < (i + 1) * k; r++) for (const other of listedBy[indices[r]]) counts[other]++;
        if (themselves) counts[i] = -1;
        const set = mostShared(counts, reference, windows.values, i * windows.length, standard);
        return subspaceDistance(windows.values, i * windows.length, standard, set, alpha);
      });
    };
    return {
      score: (windows) => degrees(windows, shared.neighbours(windows, k), false),
      own: () => degrees(standard, own, true),
    };
  },
});

/** For each window, those that have it among their neighbours. */
function inverseLists(indices: Int32Array, n: number, k: number): number[][] {
  const lists: number[][] = Array.from({ length: n }, () => []);
  for (let i = 0; i < n; i++) for (let r = 0; r < k; r++) lists[indices[i * k + r]].push(i);
  return lists;
}

/** The windows of the highest counts; of equal counts the nearer. */
function mostShared(
  counts: Int32Array,
  size: number,
  x: Float64Array,
  at: number,
  { values, length: d }: Windows,
): number[] {
  const limit = counts.slice().sort()[counts.length - size];
  const set: number[] = [], tied: { j: number; squared: number }[] = [];
  for (let j = 0; j < counts.length; j++) {
    if (counts[j] > limit) set.push(j);
    else if (counts[j] === limit) tied.push({ j, squared: squaredDistance(x, at, values, j * d, d) });
  }
  tied.sort((a, b) => a.squared - b.squared || a.j - b.j);
  for (const { j } of tied) if (set.length < size) set.push(j);
  return set.sort((a, b) => a - b);
}

function subspaceDistance(
  x: Float64Array,
  at: number,
  { values, length: d }: Windows,
  set: readonly number[],
  alpha: number,
): number {
  const mean = new Float64Array(d), variance = new Float64Array(d);
  for (const j of set) for (let t = 0; t < d; t++) mean[t] += values[j * d + t] / set.length;
  let total = 0;
  for (const j of set) {
    for (let t = 0; t < d; t++) {
      const share = (values[j * d + t] - mean[t]) ** 2 / set.length;
      variance[t] += share;
      total += share;
    }
  }
  let sum = 0, kept = 0;
  for (let t = 0; t < d; t++) {
    if (!(variance[t] < alpha * total / d)) continue;
    sum += (x[at + t] - mean[t]) ** 2;
    kept++;
  }
  return kept > 0 ? Math.sqrt(sum / kept) : 0;
}
