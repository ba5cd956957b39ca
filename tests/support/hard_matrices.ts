/** Matrices on which decompositions are known to fail: of low rank, with repeated columns, scaled beyond reason. */
import fc from "fast-check";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** A matrix, row-major. */
export interface HardMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly entries: Float64Array;
}

/**
 * Products of drawn factors of rank 0 … 3 or full rank, some columns repeated, some scaled apart, all at a scale of
 * 1e-150 … 1e150.
 */
export const hardMatrix: fc.Arbitrary<HardMatrix> = fc.record({
  seed: fc.nat(1e6),
  rows: fc.integer({ min: 1, max: 14 }),
  columns: fc.integer({ min: 1, max: 14 }),
  rank: fc.integer({ min: 0, max: 5 }),
  repeated: fc.boolean(),
  spread: fc.constantFrom(0, 0, 3, 12),
  exponent: fc.integer({ min: -150, max: 150 }),
}).map(({ seed, rows, columns, rank, repeated, spread, exponent }) => {
  const stream = generator(seed, "hard"), inner = rank > 3 ? Math.max(rows, columns) : rank;
  const left = normalArray(stream, rows * inner, 0, 1), right = normalArray(stream, inner * columns, 0, 1);
  const entries = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const from = repeated ? j % 3 % columns : j;
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += left[i * inner + k] * right[k * columns + from];
      entries[i * columns + j] = sum * 10 ** (exponent - (j % 2) * spread);
    }
  }
  return { rows, columns, entries };
});
