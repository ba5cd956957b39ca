import { assertAlmostEquals, assertLess, assertThrows } from "@std/assert";
import { symmetricEigen } from "../../lib/linalg/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

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
