import { norm } from "../linalg/norm.ts";

/** Vectors of one length, one per neuron. */
export interface Vectors {
  /** `[neurons, columns]`, the bias last, or 0 without a bias. */
  readonly rows: Float64Array;
  readonly columns: number;
}

/** Euclidean length of each vector. */
export function vectorNorms({ rows, columns }: Vectors): Float64Array {
  return Float64Array.from(
    { length: rows.length / columns },
    (_, j) => norm(rows.subarray(j * columns, (j + 1) * columns)),
  );
}
