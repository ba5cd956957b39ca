/** Distances and neighbours of one set of standard windows, computed once for all detectors that need them. */
import type { Windows } from "../windows.ts";
import { distanceRows, ownDistances } from "./distance_rows.ts";
import type { NeighbourLists } from "./nearest_list.ts";
import { nearestNeighbours } from "./nearest_neighbours.ts";

/** What {@link SharedGeometry} may know beforehand. */
export interface SharedGeometryOptions {
  /** Length of the longest neighbour list that will be asked for; shorter ones are cut from it. Default 0: as asked. */
  readonly neighbours?: number;
}

/**
 * Distances and neighbour lists of one set of standard windows. Lists and, where they take up to 64 MiB, squared
 * distances are kept; larger ones are computed in blocks each time, so that 10,000 windows need no n × n matrix.
 */
export class SharedGeometry {
  /** Numbers of a matrix that is kept rather than computed again: 64 MiB. */
  static readonly KEPT = 2 ** 23;
  readonly standard: Windows;
  readonly #neighbours: number;
  #own: NeighbourLists | null = null;
  readonly #lists = new WeakMap<Windows, NeighbourLists>();
  readonly #squared = new WeakMap<Windows, Float64Array>();

  constructor(standard: Windows, { neighbours = 0 }: SharedGeometryOptions = {}) {
    this.standard = standard;
    this.#neighbours = neighbours;
  }

  /**
   * The k nearest standard windows of each of these windows; one that is itself standard is at distance 0 from itself.
   *
   * @throws {RangeError} where there are fewer than k
   */
  neighbours(windows: Windows, k: number): NeighbourLists {
    const kept = this.#lists.get(windows);
    if (kept && kept.k >= k) return shortened(kept, k);
    const lists = nearestNeighbours(windows, this.standard, this.#length(k, this.standard.count));
    this.#lists.set(windows, lists);
    return shortened(lists, k);
  }

  /**
   * The k nearest other standard windows of each standard window.
   *
   * @throws {RangeError} where there are fewer than k
   */
  ownNeighbours(k: number): NeighbourLists {
    const { standard } = this;
    if (!this.#own || this.#own.k < k) {
      this.#own = nearestNeighbours(standard, standard, this.#length(k, standard.count - 1), true);
    }
    return shortened(this.#own, k);
  }

  #length(k: number, most: number): number {
    return Math.max(k, Math.min(this.#neighbours, most));
  }

  /**
   * Squared distances of each of these windows to all standard windows, row by row.
   *
   * @param visit gets the index of the window and n squared distances, which it must not write
   */
  squaredRows(windows: Windows, visit: (index: number, squared: Float64Array) => void): void {
    const n = this.standard.count;
    let kept = this.#squared.get(windows);
    if (!kept && windows.count * n > SharedGeometry.KEPT) return distanceRows(windows, this.standard, visit);
    if (!kept) {
      if (windows === this.standard) kept = ownDistances(windows);
      else {
        const made = kept = new Float64Array(windows.count * n);
        distanceRows(windows, this.standard, (index, row) => made.set(row, index * n));
      }
      this.#squared.set(windows, kept);
    }
    for (let i = 0; i < windows.count; i++) visit(i, kept.subarray(i * n, (i + 1) * n));
  }

  /** Squared distances of standard window i to all standard windows, `[n]`; read-only. */
  squaredRow(i: number): Float64Array {
    const { standard } = this, n = standard.count;
    if (n * n <= SharedGeometry.KEPT && !this.#squared.has(standard)) this.squaredRows(standard, () => {});
    const kept = this.#squared.get(standard);
    if (kept) return kept.subarray(i * n, (i + 1) * n);
    const row = new Float64Array(n);
    distanceRows(windowAt(standard, i), standard, (_, squared) => row.set(squared));
    return row;
  }
}

function windowAt({ values, length }: Windows, i: number): Windows {
  return { values: values.subarray(i * length, (i + 1) * length), count: 1, length };
}

function shortened(lists: NeighbourLists, k: number): NeighbourLists {
  if (lists.k === k) return lists;
  const indices = new Int32Array(lists.count * k), distances = new Float64Array(lists.count * k);
  for (let i = 0; i < lists.count; i++) {
    indices.set(lists.indices.subarray(i * lists.k, i * lists.k + k), i * k);
    distances.set(lists.distances.subarray(i * lists.k, i * lists.k + k), i * k);
  }
  return { count: lists.count, k, indices, distances };
}
