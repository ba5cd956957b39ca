import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { jacobiSvd } from "../../lib/linalg/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { hardMatrix } from "../support/hard_matrices.ts";

/** Largest entry of A − U·diag(σ)·Vᵀ. */
function misfit(matrix: ArrayLike<number>, rows: number, columns: number): number {
  const { values, left, right } = jacobiSvd(matrix, rows, columns), k = values.length;
  let worst = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = -matrix[i * columns + j];
      for (let m = 0; m < k; m++) sum += left[i * k + m] * values[m] * right[j * k + m];
      worst = Math.max(worst, Math.abs(sum));
    }
  }
  return worst;
}

for (const [rows, columns] of [[1, 1], [5, 5], [9, 4], [4, 9]]) {
  Deno.test(`jacobiSvd() of ${rows} × ${columns} has ml-matrix's singular values and gives the matrix back`, () => {
    const matrix = normalArray(generator(1, rows, columns), rows * columns, 0, 1);
    const { values } = jacobiSvd(matrix, rows, columns);
    const expected = new SingularValueDecomposition(Matrix.from1DArray(rows, columns, matrix), {
      autoTranspose: true,
    });
    expected.diagonal.slice(0, values.length).sort((a, b) => b - a).forEach((value, i) =>
      assertAlmostEquals(values[i], value, 1e-12)
    );
    assertLess(misfit(matrix, rows, columns), 1e-13);
  });
}

Deno.test("jacobiSvd() ends on equal and zero columns, where that of ml-matrix may not, and keeps small values", () => {
  const rows = 60,
    columns = 12,
    first = normalArray(generator(2), rows, 0, 1),
    second = normalArray(generator(3), rows, 0, 1);
  const matrix = Float64Array.from({ length: rows * columns }, (_, at) => {
    const i = Math.floor(at / columns), j = at % columns;
    return j < 4 ? first[i] : j < 8 ? 0 : 1e-6 * second[i];
  });
  const { values } = jacobiSvd(matrix, rows, columns);
  assertLess(values[2] / values[0], 1e-14);
  assert(values[1] / values[0] > 1e-7);
  assertLess(misfit(matrix, rows, columns), 1e-13);
  assertEquals([...jacobiSvd(new Float64Array(6), 3, 2).values], [0, 0]);
});

Deno.test("jacobiSvd() refuses what is no matrix", () => {
  assertThrows(() => jacobiSvd([1, 2, 3], 2, 2), RangeError, "3 numbers are no matrix of 2 × 2");
  assertThrows(() => jacobiSvd([1, NaN], 1, 2), RangeError, "entry 1 is NaN");
});

Deno.test("jacobiSvd() gives low-rank, repeated and badly scaled matrices back, with orthonormal vectors", () => {
  fc.assert(
    fc.property(hardMatrix, ({ rows, columns, entries }) => {
      const { values, left, right } = jacobiSvd(entries, rows, columns), k = values.length;
      assert(values.every((value, i) => value >= 0 && (i === 0 || value <= values[i - 1])));
      assertLess(misfit(entries, rows, columns), 1e-13 * values[0] + Number.MIN_VALUE);
      for (const [vectors, height] of [[left, rows], [right, columns]] as const) {
        for (let a = 0; a < k && values[a] > 1e-12 * values[0]; a++) {
          for (let b = 0; b <= a; b++) {
            let product = 0;
            for (let i = 0; i < height; i++) product += vectors[i * k + a] * vectors[i * k + b];
            assertAlmostEquals(
              product,
              a === b ? 1 : 0,
              1e-13 * Math.min(1e6, values[0] / values[a]) + 1e-14,
            );
          }
        }
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});

Deno.test("jacobiSvd() scales beyond the roots of the largest and least numbers", () => {
  // [[1, 1], [1, 2]]: (3 ± √5)/2.
  const expected = [(3 + Math.sqrt(5)) / 2, (3 - Math.sqrt(5)) / 2];
  for (const scale of [1e200, 1e-200, 1e-300, 1e307]) {
    const { values } = jacobiSvd([1, 1, 1, 2].map((value) => scale * value), 2, 2);
    expected.forEach((value, i) => assertAlmostEquals(values[i] / scale, value, 1e-14));
  }
  assertThrows(
    () => jacobiSvd(new Array(4).fill(1.5e308), 2, 2),
    RangeError,
    "the largest singular value exceeds the largest number",
  );
});

Deno.test("jacobiSvd() takes columns that no spread takes, with and without common parts", () => {
  assertAlmostEquals(
    jacobiSvd(new Float64Array(200_000).fill(-2), 200_000, 1).values[0],
    2 * Math.sqrt(2e5),
    1e-9,
  );
  // Sums of 50,000 products round by more than the cosine that is asked for.
  const rows = 50_000, noise = normalArray(generator(7), 3 * rows, 0, 1e-9);
  const { values } = jacobiSvd(noise.map((value, at) => 1 + (at % 3) / 10 + value), rows, 3);
  assertAlmostEquals(values[0], Math.sqrt(rows * (1 + 1.1 ** 2 + 1.2 ** 2)), 1e-6);
  assertLess(values[1], 1e-6);
});
