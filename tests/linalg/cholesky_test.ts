import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  cholesky,
  choleskyInverse,
  choleskyQuadratic,
  choleskySolve,
  matrixProduct,
  symmetricEigen,
} from "../../lib/linalg/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

/** BᵀB + I for a normal B: positive definite. */
function positive(n: number, seed: number): Float64Array {
  const b = normalArray(generator(seed, "cholesky"), n * n, 0, 1);
  return Float64Array.from({ length: n * n }, (_, at) => {
    const row = Math.floor(at / n), column = at % n;
    let sum = row === column ? 1 : 0;
    for (let k = 0; k < n; k++) sum += b[k * n + row] * b[k * n + column];
    return sum;
  });
}

Deno.test("a solution gives the right side back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (n, seed) => {
      const matrix = positive(n, seed), right = normalArray(generator(seed, "right"), n, 0, 1);
      const x = choleskySolve(cholesky(matrix, n)!, right);
      for (let row = 0; row < n; row++) {
        const product = x.reduce((sum, value, column) => sum + matrix[row * n + column] * value, 0);
        assertAlmostEquals(product, right[row], 1e-10);
      }
    }),
    { numRuns: 30, seed: 7 },
  );
});

Deno.test("the factor gives the matrix back, its inverse and its determinant", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (n, seed) => {
      const matrix = positive(n, seed), found = cholesky(matrix, n)!;
      const transposed = Float64Array.from(
        found.factor,
        (_, at) => found.factor[at % n * n + Math.floor(at / n)],
      );
      matrixProduct(found.factor, transposed, n).forEach((value, at) =>
        assertAlmostEquals(value, matrix[at], 1e-10)
      );
      matrixProduct(choleskyInverse(found), matrix, n).forEach((value, at) =>
        assertAlmostEquals(value, at % (n + 1) === 0 ? 1 : 0, 1e-9)
      );
      const logs = symmetricEigen(matrix, n).values.map(Math.log);
      assertAlmostEquals(found.logDeterminant, logs.reduce((sum, value) => sum + value, 0), 1e-8);
    }),
    { numRuns: 30, seed: 6 },
  );
});

Deno.test("the quadratic form is that of the inverse", () => {
  const n = 7, found = cholesky(positive(n, 1), n)!, inverse = choleskyInverse(found);
  const vectors = normalArray(generator(2, "cholesky"), 3 * n, 0, 1), x = vectors.subarray(n, 2 * n);
  const image = matrixProduct(inverse, x, n);
  const wanted = image.reduce((sum, value, k) => sum + value * x[k], 0);
  assertAlmostEquals(choleskyQuadratic(found, vectors, n, new Float64Array(n)), wanted, 1e-12);
});

Deno.test("a singular or indefinite matrix has no factor, and other input is refused", () => {
  assertEquals(cholesky([1, 2, 2, 4], 2), null);
  assertEquals(cholesky([1, 3, 3, 1], 2), null);
  assertEquals(cholesky([0], 1), null);
  assert(cholesky([1, 2, 2, 4 + 1e-9], 2) !== null);
  assertThrows(() => cholesky([1, 2, 3], 2), RangeError, "no matrix of 2 × 2");
  assertThrows(() => cholesky([NaN], 1), RangeError, "the matrix[0] is NaN");
});
