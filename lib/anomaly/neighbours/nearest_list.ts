/** The k nearest reference windows of each of `count` queries. */
export interface NeighbourLists {
  readonly count: number;
  readonly k: number;
  /** `[count, k]` indices of reference windows, nearest first; of equally near ones the lower index */
  readonly indices: Int32Array;
  /** `[count, k]` Euclidean distances, rising */
  readonly distances: Float64Array;
}

/** Keeps the k smallest of values that come in any order; equal ones by the lower index. */
export class NearestList {
  readonly #values: Float64Array;
  readonly #indices: Int32Array;
  #size = 0;
  /** The k-th smallest value so far: nothing above it gets in; ∞ until there are k. */
  bound = Infinity;

  constructor(readonly k: number) {
    this.#values = new Float64Array(k);
    this.#indices = new Int32Array(k);
  }

  clear(): void {
    this.#size = 0;
    this.bound = Infinity;
  }

  /** Adds a value; those of one list must have rising indices, or different values. */
  add(value: number, index: number): void {
    const values = this.#values, indices = this.#indices, k = this.k;
    if (this.#size === k && (value > this.bound || (value === this.bound && index > indices[k - 1]))) return;
    let at = this.#size < k ? this.#size++ : k - 1;
    while (at > 0 && (values[at - 1] > value || (values[at - 1] === value && indices[at - 1] > index))) {
      values[at] = values[at - 1];
      indices[at] = indices[at - 1];
      at--;
    }
    values[at] = value;
    indices[at] = index;
    if (this.#size === k) this.bound = values[k - 1];
  }

  /** Writes indices and square roots of the values to row `row` of lists. */
  writeTo(lists: NeighbourLists, row: number): void {
    for (let r = 0; r < this.k; r++) {
      lists.indices[row * this.k + r] = this.#indices[r];
      lists.distances[row * this.k + r] = Math.sqrt(this.#values[r]);
    }
  }
}
