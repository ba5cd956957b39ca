import { requireInteger } from "../../checks.ts";
import type { Windows } from "../windows.ts";
import { distanceRows, squaredDistance } from "./distance_rows.ts";
import { NearestList, type NeighbourLists } from "./nearest_list.ts";
import { slidingDistanceRows } from "./sliding_distance_rows.ts";
import { slidingStride } from "./sliding_stride.ts";

/**
 * The k nearest reference windows of each query, by brute force without a matrix of distances in memory.
 *
 * Windows cut from a series at the same small stride share products: a row of squared distances follows from the row
 * before it by one correction per pair. That is fast but carries rounding on from row to row, so it only picks
 * candidates; whatever the rounding could have put in the wrong order is measured again by {@link squaredDistance}.
 * Indices and distances are therefore the same bits for a query alone, in any batch, and by either way.
 *
 * @param queries `[m, d]`
 * @param reference `[n, d]`
 * @param k 1 … n, or 1 … n − 1 with `leaveOut`
 * @param leaveOut whether query i leaves out reference window i: for the neighbours of windows among themselves
 * @throws {RangeError} for another k, or windows of different lengths
 */
export function nearestNeighbours(
  queries: Windows,
  reference: Windows,
  k: number,
  leaveOut = false,
): NeighbourLists {
  if (queries.length !== reference.length) {
    throw new RangeError(
      `nearestNeighbours: the windows have ${queries.length} points, the reference ${reference.length}`,
    );
  }
  requireInteger("nearestNeighbours", "k", k, 1, reference.count - (leaveOut ? 1 : 0));
  const lists: NeighbourLists = {
    count: queries.count,
    k,
    indices: new Int32Array(queries.count * k),
    distances: new Float64Array(queries.count * k),
  };
  const list = new NearestList(k), stride = commonStride(queries, reference);
  if (stride === null) {
    distanceRows(queries, reference, (query, squared) => {
      list.clear();
      for (let j = 0; j < squared.length; j++) {
        if (squared[j] <= list.bound && !(leaveOut && j === query)) list.add(squared[j], j);
      }
      list.writeTo(lists, query);
    });
    return lists;
  }
  const rough = new NearestList(k), { values, length, count: n } = reference;
  const candidates = new Int32Array(n);
  slidingDistanceRows(queries, reference, stride, (query, squared, error) => {
    if (leaveOut) squared[query] = Infinity;
    // Where the rough k-th is at most b, the true one is at most b + error, and no member is above b + 2 error.
    const slack = 2 * error;
    let limit = query > 0 ? farthestShifted(lists, query - 1, squared) + slack : Infinity, count = 0;
    rough.clear();
    for (let j = 0; j < n; j++) {
      const here = squared[j];
      if (here > limit) continue;
      candidates[count++] = j;
      rough.add(here, j);
      if (rough.bound + slack < limit) limit = rough.bound + slack;
    }
    list.clear();
    for (let c = 0; c < count; c++) {
      const j = candidates[c];
      if (squared[j] > limit) continue;
      list.add(squaredDistance(queries.values, query * length, values, j * length, length), j);
    }
    list.writeTo(lists, query);
  });
  return lists;
}

/** The largest distance among the neighbours of an earlier query, each moved on by one: k windows are as near. */
function farthestShifted({ k, indices }: NeighbourLists, row: number, squared: Float64Array): number {
  let most = 0;
  for (let r = row * k; r < (row + 1) * k; r++) {
    const j = indices[r] + 1;
    if (j >= squared.length) return Infinity;
    if (squared[j] > most) most = squared[j];
  }
  return most;
}

/** The stride at which both were cut, where the recurrence costs less than whole distances. */
function commonStride(queries: Windows, reference: Windows): number | null {
  const stride = slidingStride(reference);
  if (stride === null || 4 * stride > reference.length) return null;
  return queries.count === 1 || slidingStride(queries) === stride ? stride : null;
}
