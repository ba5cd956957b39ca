import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  condensationIndex,
  condensationOrder,
  neuronWeights,
  randomCondensation,
  sameTargetAlignment,
} from "../../lib/interpret/measures/mod.ts";
import { cosineSimilarity, cosineSimilarityMatrix } from "../../lib/linalg/mod.ts";
import { generator, normalArray, permutation } from "../../lib/random/mod.ts";

const matrices = fc.record({ rows: fc.integer({ min: 2, max: 6 }), columns: fc.integer({ min: 1, max: 5 }) })
  .chain(
    ({ rows, columns }) =>
      fc.array(fc.double({ min: -3, max: 3, noNaN: true, noDefaultInfinity: true }), {
        minLength: rows * columns,
        maxLength: rows * columns,
      }).map((values) => ({ rows, columns, values: values.map((v, i) => v + (i % columns === 0 ? 4 : 0)) })),
  );

Deno.test("cosines agree with dot products over norms, stay in [−1, 1], and do not see lengths", () => {
  fc.assert(
    fc.property(matrices, ({ rows, columns, values }) => {
      const row = (i: number) => values.slice(i * columns, (i + 1) * columns);
      const dot = (a: number[], b: number[]) => a.reduce((sum, v, j) => sum + v * b[j], 0);
      const cosines = cosineSimilarityMatrix(values, columns);
      const longer = cosineSimilarityMatrix(values.map((v, i) => v * (1 + Math.floor(i / columns))), columns);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < rows; j++) {
          const slow = dot(row(i), row(j)) / Math.sqrt(dot(row(i), row(i)) * dot(row(j), row(j)));
          assertAlmostEquals(cosines[i * rows + j], slow, 1e-12);
          assertAlmostEquals(longer[i * rows + j], slow, 1e-12);
          assert(Math.abs(cosines[i * rows + j]) <= 1);
        }
        assertEquals(cosines[i * rows + i], 1);
      }
    }),
    { seed: 2, numRuns: 60 },
  );
});

Deno.test("cosines of very short and very long rows neither vanish nor overflow", () => {
  const cosines = cosineSimilarity([1e-200, 1e-200], [1e200, 0, 0, -1e200], 2);
  assertAlmostEquals(cosines[0], Math.SQRT1_2, 1e-12);
  assertAlmostEquals(cosines[1], -Math.SQRT1_2, 1e-12);
});

Deno.test("neurons are the columns of a weight that multiplies from the right", () => {
  assertEquals([...neuronWeights([1, 2, 3, 4, 5, 6], 3)], [1, 4, 2, 5, 3, 6]);
});

Deno.test("neurons on one line have condensation index 1, orthogonal ones 0", () => {
  assertAlmostEquals(condensationIndex([1, 2, -2, -4, 0.5, 1], 2), 1, 1e-12);
  assertEquals(condensationIndex([1, 0, 0, 0, 2, 0, 0, 0, -3], 3), 0);
  // Two on a line and one across: one pair of three.
  assertAlmostEquals(condensationIndex([1, 0, -1, 0, 0, 1], 2), 1 / 3, 1e-12);
});

Deno.test("random neurons have the condensation index √(2/(πd)), 0.10 at d = 64", () => {
  const index = condensationIndex(normalArray(generator(3), 120 * 64, 0, 1), 64);
  assertAlmostEquals(randomCondensation(64), 0.1, 0.0005);
  assertAlmostEquals(index, randomCondensation(64), 0.003);
});

Deno.test("shuffled blocks of neurons are put together again, the largest first", () => {
  const directions = [[1, 0, 0], [0, 1, 0], [0, 0, 1]], sizes = [3, 5, 2];
  const members = sizes.flatMap((size, k) => new Array<number>(size).fill(k));
  const shuffled = [...permutation(generator(4), 10)].map((i) => members[i]);
  const noise = normalArray(generator(5), 30, 0, 0.05);
  const rows = shuffled.flatMap((k, i) => directions[k].map((v, j) => v + noise[3 * i + j]));
  const { order, groups } = condensationOrder(cosineSimilarityMatrix(rows, 3), 10);
  assertEquals(groups, [5, 3, 2]);
  assertEquals([...order].map((i) => shuffled[i]), [1, 1, 1, 1, 1, 0, 0, 0, 2, 2]);
});

Deno.test("an order holds each neuron once, whatever the threshold, and opposite neurons stay apart", () => {
  fc.assert(
    fc.property(
      matrices,
      fc.double({ min: -1, max: 0.99, noNaN: true }),
      ({ rows, columns, values }, threshold) => {
        const { order, groups } = condensationOrder(cosineSimilarityMatrix(values, columns), rows, threshold);
        assertEquals([...order].sort((a, b) => a - b), [...Array(rows).keys()]);
        assertEquals(groups.reduce((a, b) => a + b), rows);
        assertEquals(groups, [...groups].sort((a, b) => b - a));
      },
    ),
    { seed: 3, numRuns: 60 },
  );
  assertEquals(condensationOrder([1, -1, -1, 1], 2).groups, [1, 1]);
});

Deno.test("vectors that follow their targets have an alignment near their gap, permuted targets near none", () => {
  // Keys 30 … 34 under two pairs of anchors that both add 1: equal targets lie on the diagonal of the map.
  const targets = [31, 32, 33, 34, 35],
    eye = Float64Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? 1 : 0));
  assertEquals(sameTargetAlignment(cosineSimilarity(eye, eye, 5), targets, targets), 1);
  assertEquals(sameTargetAlignment(cosineSimilarity(eye, eye, 5), targets, [32, 33, 34, 35, 31]), -1 / 4);
  const constant = new Float64Array(25).fill(0.8);
  assertAlmostEquals(sameTargetAlignment(constant, targets, targets), 0, 1e-12);
});

Deno.test("among themselves, a vector's cosine with itself does not count", () => {
  // Pairs (0, 1) have equal targets, (0, 2) and (1, 2) other ones.
  assertAlmostEquals(
    sameTargetAlignment([1, 0.6, 0.2, 0.6, 1, 0.4, 0.2, 0.4, 1], [7, 7, 8]),
    0.6 - 0.3,
    1e-12,
  );
});

Deno.test("a neuron of norm zero, odd shapes and thresholds are refused", () => {
  assertThrows(() => condensationIndex([1, 2, 0, 0], 2), RangeError, "row 1 of the matrix has norm zero");
  assertThrows(
    () => cosineSimilarity([1, 2], [0, 0], 2),
    RangeError,
    "row 0 of the right matrix has norm zero",
  );
  assertThrows(() => condensationIndex([1, 2], 2), RangeError, "needs 2 rows or more, got 1");
  assertThrows(
    () => cosineSimilarityMatrix([1, 2, 3], 2),
    RangeError,
    "3 numbers, which are no whole rows of 2",
  );
  assertThrows(() => cosineSimilarityMatrix([1, NaN], 2), RangeError, "the matrix[1] is NaN");
  assertThrows(() => cosineSimilarityMatrix([1], 0), RangeError, "must be a positive integer, got 0");
  assertThrows(() => randomCondensation(0), RangeError, "got 0");
  assertThrows(() => condensationOrder([1, 0, 0], 2), RangeError, "no matrix of 2 × 2");
  assertThrows(() => condensationOrder([1, 2, 2, 1], 2), RangeError, "entry 1 is 2");
  assertThrows(() => condensationOrder([1], 1, 1), RangeError, "must lie in [−1, 1), got 1");
  assertThrows(() => sameTargetAlignment([1, 1], [1, 1], [1]), RangeError, "got 2 and 0");
  assertThrows(() => sameTargetAlignment([1], [1, 2], [1]), RangeError, "the map has 1 entries");
});

Deno.test("rows of any length have cosines", () => {
  const long = new Float64Array(200_000).fill(2);
  assertAlmostEquals(cosineSimilarity(long, long.map((value) => -value), long.length)[0], -1, 1e-9);
});
