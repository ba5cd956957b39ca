import { assert, assertAlmostEquals, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import { symmetricEigen } from "../../lib/linalg/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { hardMatrix } from "../support/hard_matrices.ts";

Deno.test("eigenvalues of a matrix known by hand rise", () => {
  const { values, vectors } = symmetricEigen([2, 1, 1, 2], 2);
  assertAlmostEquals(values[0], 1, 1e-12);
  assertAlmostEquals(values[1], 3, 1e-12);
  // The eigenvector of 3 is (1, 1)/√2 up to its sign.
  assertAlmostEquals(vectors[2] * vectors[3], 0.5, 1e-12);
});

Deno.test("a random symmetric matrix is the sum of λ v vᵀ", () => {
  const n = 12, raw = normalArray(generator(0), n * n, 0, 1);
  const a = raw.map((value, i) => value + raw[(i % n) * n + Math.floor(i / n)]);
  const { values, vectors } = symmetricEigen(a, n);
  let worst = 0;
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += values[j] * vectors[j * n + row] * vectors[j * n + column];
      worst = Math.max(worst, Math.abs(sum - a[row * n + column]));
    }
  }
  assertLess(worst, 1e-10);
});

Deno.test("what is not a finite symmetric matrix is refused", () => {
  assertThrows(() => symmetricEigen([1, 2, 3], 2), RangeError, "3 numbers are no matrix of 2 × 2");
  assertThrows(() => symmetricEigen([1, NaN, NaN, 1], 2), RangeError, "entry 1 is NaN");
  assertThrows(() => symmetricEigen([1, 2, 3, 1], 2), RangeError, "not symmetric");
});

Deno.test("products AᵀA of low rank and bad scale have eigenvalues of 0 or more, with orthonormal vectors", () => {
  fc.assert(
    fc.property(hardMatrix, ({ rows, columns: n, entries }) => {
      const gram = new Float64Array(n * n),
        top = Math.sqrt(entries.reduce((t, v) => Math.max(t, Math.abs(v)), 0));
      for (let a = 0; a < n; a++) {
        for (let b = 0; b < n; b++) {
          for (let i = 0; i < rows && top > 0; i++) {
            gram[a * n + b] += (entries[i * n + a] / top) * (entries[i * n + b] / top);
          }
        }
      }
      const { values, vectors } = symmetricEigen(gram, n),
        trace = values.reduce((sum, value) => sum + value, 0);
      let expected = 0;
      for (let a = 0; a < n; a++) expected += gram[a * n + a];
      assertLess(Math.abs(trace - expected), 1e-13 * expected + Number.MIN_VALUE);
      values.forEach((value) => assert(value >= -1e-13 * expected));
      for (let a = 0; a < n; a++) {
        for (let b = 0; b <= a; b++) {
          let product = 0;
          for (let i = 0; i < n; i++) product += vectors[a * n + i] * vectors[b * n + i];
          assertAlmostEquals(product, a === b ? 1 : 0, 1e-13);
        }
      }
    }),
    { seed: 5, numRuns: 300 },
  );
  for (const scale of [1e200, 1e-200, 1e-300, 1e307]) {
    const { values } = symmetricEigen([2, 1, 1, 2].map((value) => scale * value), 2);
    [1, 3].forEach((value, k) => assertAlmostEquals(values[k] / scale, value, 1e-14));
  }
});
