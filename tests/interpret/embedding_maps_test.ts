import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import { seriation } from "../../lib/interpret/mod.ts";
import { principalComponents, principalDirection } from "../../lib/linalg/mod.ts";
import { generator, normalArray, permutation } from "../../lib/random/mod.ts";
import { spearman } from "../../lib/stats/mod.ts";
import { hardMatrix } from "../support/hard_matrices.ts";

/** Points on an arc of less than a half circle, shuffled; `places` is where each row stands on it. */
function shuffledArc(n: number, seed: number) {
  const places = [...permutation(generator(seed), n)];
  return { places, rows: places.flatMap((k) => [Math.cos(2 * k / n), Math.sin(2 * k / n), 1]) };
}

Deno.test("points on a line have one component, along it, that explains everything", () => {
  const along = [-3, -1, 0, 1, 3], direction = [-0.6, 0, -0.8];
  const rows = along.flatMap((t) => direction.map((d, j) => t * d + 10 * j));
  const { components, variances, explained, scores, mean } = principalComponents(rows, 3, 2);
  // The sign convention makes the largest entry positive, so the line is run through the other way.
  [0.6, 0, 0.8].forEach((value, j) => assertAlmostEquals(components[j], value, 1e-12));
  assertAlmostEquals(variances[0], 4, 1e-12);
  assertAlmostEquals(explained[0], 1, 1e-12);
  assertLess(variances[1], 1e-12);
  along.forEach((t, i) => assertAlmostEquals(scores[2 * i], -t, 1e-12));
  [0, 10, 20].forEach((value, j) => assertAlmostEquals(mean[j], value, 1e-12));
});

Deno.test("the first component is the principal direction that power iteration finds, sign included", () => {
  for (const [n, columns] of [[30, 4], [4, 6]]) {
    const rows = normalArray(generator(9, n), n * columns, 1, 1).map((v, i) => v * (1 + i % columns));
    const { components, variances, explained } = principalComponents(rows, columns, 1);
    const twin = principalDirection(rows, columns);
    twin.direction.forEach((value, j) => assertAlmostEquals(components[j], value, 1e-6));
    assertAlmostEquals(variances[0], twin.variance, 1e-9);
    assertAlmostEquals(explained[0], twin.explained, 1e-9);
  }
});

Deno.test("components are orthonormal, scores uncorrelated, and turning all signs of the data turns scores only", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
      const n = 12, columns = 5, count = 5, rows = normalArray(generator(seed), n * columns, 2, 1);
      const { components, variances, explained, scores } = principalComponents(rows, columns, count);
      for (let a = 0; a < count; a++) {
        const largest = [...components.subarray(a * columns, (a + 1) * columns)]
          .reduce((top, v) => (Math.abs(v) > Math.abs(top) ? v : top));
        assert(largest > 0);
        for (let b = 0; b < count; b++) {
          let product = 0, covariance = 0;
          for (let j = 0; j < columns; j++) {
            product += components[a * columns + j] * components[b * columns + j];
          }
          for (let i = 0; i < n; i++) covariance += scores[i * count + a] * scores[i * count + b] / n;
          assertAlmostEquals(product, a === b ? 1 : 0, 1e-9);
          assertAlmostEquals(covariance, a === b ? variances[a] : 0, 1e-9);
        }
      }
      assertAlmostEquals(explained.reduce((x, y) => x + y), 1, 1e-9);
      const turned = principalComponents(rows.map((v) => -v), columns, count);
      turned.components.forEach((v, i) => assertAlmostEquals(v, components[i], 1e-9));
      turned.scores.forEach((v, i) => assertAlmostEquals(v, -scores[i], 1e-9));
    }),
    { seed: 6, numRuns: 20 },
  );
});

Deno.test("seriation finds the order of shuffled points on an arc, up to its direction", () => {
  for (const n of [3, 7, 25]) {
    const { places, rows } = shuffledArc(n, n);
    const { order, coordinates } = seriation(rows, 3);
    const found = [...order].map((i) => places[i]);
    assertEquals(found[0] < found[n - 1] ? found : found.reverse(), [...Array(n).keys()]);
    assertAlmostEquals(Math.abs(spearman(places, coordinates)), 1, 1e-12);
  }
});

Deno.test("among all orders of six points the one found has the fewest rises of similarity along its rows", () => {
  const { rows } = shuffledArc(6, 2), { order } = seriation(rows, 3);
  const cosine = (i: number, j: number) => rows[3 * i] * rows[3 * j] + rows[3 * i + 1] * rows[3 * j + 1];
  const rises = (path: readonly number[]) => {
    let count = 0;
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j + 1 < 6; j++) {
        const [near, far] = j < i ? [j + 1, j] : [j, j + 1];
        if (near !== i && cosine(path[i], path[far]) > cosine(path[i], path[near])) count++;
      }
    }
    return count;
  };
  const orders = (rest: number[]): number[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((i) => orders(rest.filter((j) => j !== i)).map((tail) => [i, ...tail]));
  assertEquals(rises([...order]), 0);
  assertEquals(orders([0, 1, 2, 3, 4, 5]).filter((path) => rises(path) === 0).length, 2);
});

Deno.test("the direction of a seriation follows the sign convention, so that two calls agree", () => {
  const { rows } = shuffledArc(9, 1), { coordinates } = seriation(rows, 3);
  const largest = [...coordinates].reduce((top, v) => (Math.abs(v) > Math.abs(top) + 1e-6 ? v : top));
  assert(largest > 0);
  assertEquals(seriation(rows, 3).coordinates, coordinates);
});

Deno.test("rows without a direction, an order or enough points are refused", () => {
  assertThrows(() => principalComponents([1, 2, 1, 2], 2, 1), RangeError, "the 2 rows are equal");
  assertThrows(
    () => principalComponents([1, 2, 3, 4], 2, 2),
    RangeError,
    "must be an integer in 1 … 1, got 2",
  );
  assertThrows(() => principalComponents([1, NaN, 3, 4], 2, 1), RangeError, "the matrix[1] is NaN");
  assertThrows(() => seriation([1, 0, 0, 1], 2), RangeError, "needs 3 rows or more, got 2");
  assertThrows(
    () => seriation([1, 0, 0, 0, 1, 0, 0, 0, 1], 3),
    RangeError,
    "no order of the 3 rows is better",
  );
  assertThrows(() => seriation([1, 0, 0, 0, 0, 1], 2), RangeError, "row 1 of the matrix has norm zero");
});

Deno.test("components of rows of low rank, repeated columns and any scale are orthonormal and explain everything", () => {
  fc.assert(
    fc.property(hardMatrix, ({ rows, columns, entries }) => {
      fc.pre(rows > 1 && entries.some((value, i) => value !== entries[i % columns]));
      const count = Math.min(rows - 1, columns), found = principalComponents(entries, columns, count);
      for (let a = 0; a < count; a++) {
        for (let b = 0; b <= a; b++) {
          let product = 0;
          for (let j = 0; j < columns; j++) {
            product += found.components[a * columns + j] * found.components[b * columns + j];
          }
          assertAlmostEquals(product, a === b ? 1 : 0, 1e-7);
        }
      }
      assertAlmostEquals(found.explained.reduce((sum, share) => sum + share, 0), 1, 1e-10);
    }),
    { seed: 9, numRuns: 200 },
  );
});
