import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { averageRanks, pearson, spearman } from "../../lib/stats/mod.ts";

const pairs = fc.integer({ min: 3, max: 20 }).chain((n) => {
  const column = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n });
  return fc.tuple(column, column);
}).filter((columns) => columns.every((column) => new Set(column).size > 1));

Deno.test("a straight line has correlation ±1, an even parabola 0", () => {
  assertEquals(pearson([1, 2, 3], [5, 7, 9]), 1);
  assertEquals(pearson([1, 2, 3], [5, 3, 1]), -1);
  assertAlmostEquals(pearson([-1, 0, 1], [1, 0, 1]), 0, 1e-15);
});

Deno.test("Pearson's coefficient agrees with its definition, and stays in [−1, 1]", () => {
  fc.assert(
    fc.property(pairs, ([x, y]) => {
      const r = pearson(x, y);
      assertAlmostEquals(r, slowPearson(x, y), 1e-12);
      assert(Math.abs(r) <= 1);
      assertAlmostEquals(pearson(x.map((v) => 3 - 2 * v), y), -r, 1e-12);
    }),
    { seed: 10, numRuns: 100 },
  );
});

Deno.test("ties share the average of their ranks", () => {
  assertEquals(averageRanks([10, 20, 10, 5, 10]), Float64Array.of(3, 5, 3, 1, 3));
});

Deno.test("Spearman's coefficient is Pearson's of the ranks and ignores monotone changes", () => {
  fc.assert(
    fc.property(pairs, ([x, y]) => {
      const rho = spearman(x, y);
      const rank = (values: number[]) =>
        values.map((v) =>
          values.filter((w) => w < v).length + (values.filter((w) => w === v).length + 1) / 2
        );
      assertAlmostEquals(rho, slowPearson(rank(x), rank(y)), 1e-12);
      assertEquals(spearman(x.map((v) => Math.exp(v)), y.map((v) => v ** 3)), rho);
    }),
    { seed: 11, numRuns: 100 },
  );
});

Deno.test("constant, unequal, short and non-finite data are rejected", () => {
  for (const correlate of [pearson, spearman]) {
    assertThrows(() => correlate([1, 1], [1, 2]), RangeError, "x is constant (1)");
    assertThrows(() => correlate([1, 2], [3, 3]), RangeError, "y is constant (3)");
    assertThrows(() => correlate([1, 2], [3]), RangeError, "x has 2 entries but y has 1");
    assertThrows(() => correlate([1], [3]), RangeError, "at least 2");
    assertThrows(() => correlate([1, NaN], [3, 4]), RangeError, "x[1] is NaN");
  }
});

function slowPearson(x: number[], y: number[]): number {
  const centre = (values: number[]) => values.map((v) => v - values.reduce((a, b) => a + b) / values.length);
  const dot = (a: number[], b: number[]) => a.reduce((sum, v, i) => sum + v * b[i], 0);
  const [a, b] = [centre(x), centre(y)];
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

Deno.test("a correlation is the same at scales whose squares are no numbers", () => {
  const x = [1, 2, 3, 5], y = [2, 1, 4, 6], expected = pearson(x, y);
  for (const exponent of [-1000, -600, 600, 1020]) {
    assertEquals(pearson(x.map((value) => value * 2 ** exponent), y), expected);
    assertEquals(pearson(y, x.map((value) => value * 2 ** exponent)), expected);
  }
  assertAlmostEquals(pearson([1e200, 2e200, 3e200], [1, 2, 3]), 1, 1e-15);
  assertAlmostEquals(pearson([1e-200, 2e-200, 3e-200], [-1e200, -2e200, -3e200]), -1, 1e-15);
});
