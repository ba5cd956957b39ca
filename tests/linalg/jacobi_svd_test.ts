import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { jacobiSvd } from "../../lib/linalg/jacobi_svd.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

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
