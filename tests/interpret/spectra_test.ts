import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import { spectrumGrowth } from "../../lib/interpret/measures/mod.ts";
import {
  covarianceSpectrum,
  effectiveRank,
  effectiveRankOfSpectrum,
  matrixProduct,
  singularValues,
} from "../../lib/linalg/mod.ts";
import { kendallTau } from "../../lib/stats/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

const numbers = (least: number, most: number) =>
  fc.array(fc.integer({ min: -9, max: 9 }), { minLength: least, maxLength: most });

Deno.test("the effective rank of an orthogonal n × n matrix is n, of a column times a row 1", () => {
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
  assertAlmostEquals(effectiveRank([c, -s, 0, s, c, 0, 0, 0, -1], 3), 3, 1e-12);
  assertAlmostEquals(effectiveRank([1, 2, 3, 2, 4, 6], 3), 1, 1e-6);
  // p = (2/3, 1/3): exp of its entropy.
  assertAlmostEquals(effectiveRank([2, 0, 0, 1], 2), 3 / 2 ** (2 / 3), 1e-12);
});

Deno.test("the effective rank lies between 1 and the number of singular values, and ignores scale and order", () => {
  fc.assert(
    fc.property(numbers(12, 12).filter((values) => values.some((v) => v !== 0)), (values) => {
      const rank = effectiveRank(values, 4);
      assert(rank >= 1 - 1e-12 && rank <= 3 + 1e-12);
      assertAlmostEquals(effectiveRank(values.map((v) => 5 * v), 4), rank, 1e-6);
      const spectrum = singularValues(values, 4);
      assertAlmostEquals(effectiveRankOfSpectrum([...spectrum].reverse()), rank, 1e-9);
    }),
    { seed: 4, numRuns: 60 },
  );
});

Deno.test("singular values fall, and their squares sum to that of the entries, for wide and for tall matrices", () => {
  for (const columns of [3, 8]) {
    const matrix = normalArray(generator(6), 24, 0, 1), found = singularValues(matrix, columns);
    assertEquals(found.length, 3);
    assert(found[0] >= found[1] && found[1] >= found[2] && found[2] > 0);
    const squares = (values: Float64Array) => values.reduce((sum, v) => sum + v * v, 0);
    assertAlmostEquals(squares(found), squares(matrix), 1e-10);
  }
  assertEquals([...singularValues([0, -3, 2, 0], 2)], [3, 2]);
});

Deno.test("the covariance spectrum is that of the centred rows' singular values, σ²/n", () => {
  const n = 9, columns = 4, rows = normalArray(generator(8), n * columns, 3, 1);
  const centred = rows.map((value, i) => {
    let sum = 0;
    for (let row = 0; row < n; row++) sum += rows[row * columns + i % columns];
    return value - sum / n;
  });
  const expected = singularValues(centred, columns).map((value) => value ** 2 / n);
  covarianceSpectrum(rows, columns).forEach((value, k) => assertAlmostEquals(value, expected[k], 1e-12));
});

Deno.test("embeddings on a line have one eigenvalue, their variance, and no negative ones", () => {
  const direction = [0.6, 0.8], rows = matrixProduct([-2, -1, 0, 1, 2], direction, 1);
  const found = covarianceSpectrum(rows, 2);
  assertAlmostEquals(found[0], 2, 1e-12);
  assert(found[1] >= 0);
  assertLess(found[1], 1e-12);
});

Deno.test("Kendall's τ agrees with counting pairs, and is 1, −1 and 0 for one order, the opposite and a constant", () => {
  assertEquals([
    kendallTau([1, 2, 3], [4, 5, 9]),
    kendallTau([1, 2, 3], [9, 5, 4]),
    kendallTau([1, 2], [3, 3]),
  ], [
    1,
    -1,
    0,
  ]);
  fc.assert(
    fc.property(numbers(6, 6), numbers(6, 6), (x, y) => {
      let [same, opposite] = [0, 0];
      for (let i = 0; i < 6; i++) {
        for (let j = i + 1; j < 6; j++) {
          if ((x[i] < x[j] && y[i] < y[j]) || (x[i] > x[j] && y[i] > y[j])) same++;
          if ((x[i] < x[j] && y[i] > y[j]) || (x[i] > x[j] && y[i] < y[j])) opposite++;
        }
      }
      assertAlmostEquals(kendallTau(x, y), (same - opposite) / 15, 1e-12);
    }),
    { seed: 5, numRuns: 60 },
  );
});

Deno.test("eigenvalues that rise one after another have order 1 and the steps at which they pass a tenth", () => {
  const steps = [0, 10, 20, 30], spectra = [[0.01, 0, 0], [4, 0.05, 0], [5, 1, 0.001], [5, 2, 0.5]];
  assertEquals(spectrumGrowth(steps, spectra, 3), { steps: [10, 20, 30], order: 1 });
  assertEquals(spectrumGrowth(steps, spectra, 2, 1), { steps: [20, 30], order: 1 });
});

Deno.test("eigenvalues that are there from the start have order 0", () => {
  assertEquals(spectrumGrowth([0, 1], [[3, 2, 1], [4, 3, 2]], 3), { steps: [0, 0, 0], order: 0 });
});

Deno.test("matrices of zeros, odd spectra, steps and counts are refused", () => {
  assertThrows(() => effectiveRank([0, 0], 2), RangeError, "no value is positive");
  assertThrows(() => effectiveRankOfSpectrum([1, -1]), RangeError, "value 1 is -1");
  assertThrows(() => effectiveRankOfSpectrum([]), RangeError, "no value is positive");
  assertThrows(() => effectiveRankOfSpectrum([Infinity]), RangeError, "the spectrum[0] is Infinity");
  assertThrows(() => singularValues([1, 2, 3], 2), RangeError, "no whole rows of 2");
  assertThrows(() => covarianceSpectrum([1, 2], 2), RangeError, "needs 2 rows or more");
  assertThrows(() => kendallTau([1], [1]), RangeError, "two pairs or more");
  assertThrows(() => kendallTau([1, 2], [1]), RangeError, "x has 2 entries but y has 1");
  assertThrows(
    () => spectrumGrowth([0, 0], [[1, 1], [1, 1]], 2),
    RangeError,
    "the steps must rise, step 1 is 0",
  );
  assertThrows(
    () => spectrumGrowth([0], [[1, 1], [1, 1]], 2),
    RangeError,
    "steps has 1 entries but spectra has 2",
  );
  assertThrows(() => spectrumGrowth([0, 1], [[1], [1, 1]], 2), RangeError, "spectrum 0 has 1 entries");
  assertThrows(() => spectrumGrowth([0], [[1, 0]], 2), RangeError, "the final eigenvalue 1 is 0");
  assertThrows(
    () => spectrumGrowth([0], [[1, 1]], 3),
    RangeError,
    "the count must be an integer in 2 … 2, got 3",
  );
  assertThrows(() => spectrumGrowth([0], [[1, 1]], 2, 0), RangeError, "the share must lie in (0, 1], got 0");
});

Deno.test("singular values and effective rank of matrices of rank one come back, whatever their size and scale", () => {
  for (let rows = 22; rows < 33; rows++) {
    for (let columns = 28; columns < 39; columns++) {
      const matrix = Float64Array.from(
        { length: rows * columns },
        (_, at) => Math.sin(1 + Math.floor(at / columns)),
      );
      let squares = 0;
      for (let i = 0; i < rows; i++) squares += Math.sin(i + 1) ** 2;
      const [first, second] = singularValues(matrix, columns);
      assertAlmostEquals(first, Math.sqrt(columns * squares), 1e-12);
      assertLess(second, 1e-13);
      assertAlmostEquals(effectiveRank(matrix, columns), 1, 1e-11);
    }
  }
  for (const scale of [1e200, 1e-200, 1e307]) {
    assertAlmostEquals(effectiveRank([2 * scale, 0, 0, scale], 2), 3 / 2 ** (2 / 3), 1e-12);
  }
});
