import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  type AttentionMap,
  attentionMap,
  attentionWeight,
  averageMaps,
  broadcastScore,
  shiftScore,
  uniformAttention,
} from "../../lib/interpret/measures/mod.ts";

/** A map whose query i looks at `keyOf(i)` and at nothing else. */
function pointing(n: number, keyOf: (query: number) => number): AttentionMap {
  const weights = new Float64Array(n * n);
  for (let query = 0; query < n; query++) weights[query * n + keyOf(query)] = 1;
  return attentionMap(weights, n);
}

const maps = fc.integer({ min: 2, max: 7 }).chain((n) =>
  fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n * n, maxLength: n * n }).map((raw) => {
    const weights = raw.map((value, i) => {
      const row = i - i % n;
      return value / raw.slice(row, row + n).reduce((a, b) => a + b);
    });
    return attentionMap(weights, n);
  })
);

Deno.test("an attention that shifts by one has shift score 1, in either direction, and broadcasts nothing", () => {
  const back = pointing(6, (i) => Math.max(0, i - 1)), on = pointing(6, (i) => Math.min(5, i + 1));
  assertEquals([shiftScore(back, -1), shiftScore(back, 1), shiftScore(on, 1), shiftScore(on, -1)], [
    1,
    0,
    1,
    0,
  ]);
  assertEquals(broadcastScore(back, 5), 0);
  assertAlmostEquals(broadcastScore(back, 3), 1 / 6, 1e-15);
});

Deno.test("an attention that sends one position to all has broadcast score 1 there and 0 elsewhere", () => {
  const map = pointing(5, () => 2);
  assertEquals([0, 1, 2, 3, 4].map((source) => broadcastScore(map, source)), [0, 0, 1, 0, 0]);
  assertEquals(shiftScore(map, -1), 1 / 4);
});

Deno.test("a head without preference has the scores of one over the number of positions that it sees", () => {
  assertAlmostEquals(shiftScore(uniformAttention(5, "none"), -1), 1 / 5, 1e-15);
  assertAlmostEquals(shiftScore(uniformAttention(4), -1), (1 / 2 + 1 / 3 + 1 / 4) / 3, 1e-15);
  assertAlmostEquals(broadcastScore(uniformAttention(4), 0, { queries: [3] }), 1 / 4, 1e-15);
});

Deno.test("the map of a layer that asks at the last position only is read by position in the sequence", () => {
  const last = attentionMap([0.1, 0.2, 0.7], 3);
  assertEquals(attentionWeight(last, 2, 1), 0.2);
  assertEquals(broadcastScore(last, 2), 0.7);
  assertEquals(shiftScore(last, -1), 0.2);
  assertThrows(
    () => attentionWeight(last, 1, 1),
    RangeError,
    "the query's position must be an integer in 2 … 2, got 1",
  );
  assertThrows(
    () => shiftScore(last, 1),
    RangeError,
    "asks at positions 2 … 2 only, and offset 1 leads each",
  );
});

Deno.test("shift and broadcast scores agree with their sums written out, and stay in [0, 1]", () => {
  fc.assert(
    fc.property(maps, (map) => {
      const n = map.keys, at = (i: number, j: number) => map.weights[i * n + j];
      for (let offset = 1 - n; offset < n; offset++) {
        const pairs = [...Array(n).keys()].filter((i) => i + offset >= 0 && i + offset < n);
        const slow = pairs.map((i) => at(i, i + offset)).reduce((a, b) => a + b) / pairs.length;
        assertAlmostEquals(shiftScore(map, offset), slow, 1e-12);
        assert(slow >= 0 && slow <= 1);
      }
      const columns = [...Array(n).keys()].map((source) => broadcastScore(map, source));
      // Every query spends all its attention somewhere.
      assertAlmostEquals(columns.reduce((a, b) => a + b), 1, 1e-12);
    }),
    { seed: 1, numRuns: 50 },
  );
});

Deno.test("the mean of maps is again a distribution over positions", () => {
  const mean = averageMaps([pointing(3, () => 0), pointing(3, () => 2)]);
  assertEquals([...mean.weights.subarray(0, 3)], [0.5, 0, 0.5]);
  assertThrows(() => averageMaps([]), RangeError, "needs one map or more");
  assertThrows(
    () => averageMaps([uniformAttention(3), uniformAttention(2)]),
    RangeError,
    "map 1 has shape [2,2], map 0 has [3,3]",
  );
});

Deno.test("weights that are no distribution over the positions are refused with what was found", () => {
  assertThrows(() => attentionMap([0.5, 0.4], 2), RangeError, "row 0 sums to 0.9");
  assertThrows(() => attentionMap([NaN, 1], 2), RangeError, "weights[0] is NaN");
  assertThrows(() => attentionMap([-0.5, 1.5], 2), RangeError, "row 0 holds -0.5");
  assertThrows(
    () => attentionMap([1, 0, 1], 2),
    RangeError,
    "3 weights are no 1 … 2 whole rows over 2 positions",
  );
  assertThrows(() => attentionMap([1, 1, 1], 1), RangeError, "3 weights are no 1 … 1 whole rows");
  attentionMap([0.50004, 0.5], 2);
});

Deno.test("offsets, sources and queries outside the sequence are refused", () => {
  const map = uniformAttention(3);
  assertThrows(() => shiftScore(map, 3), RangeError, "the offset must be an integer in -2 … 2, got 3");
  assertThrows(() => shiftScore(map, 0.5), RangeError, "got 0.5");
  assertThrows(() => broadcastScore(map, 3), RangeError, "the source must be an integer in 0 … 2, got 3");
  assertThrows(() => broadcastScore(map, 0, { queries: [] }), RangeError, "needs one query or more");
  assertThrows(() => broadcastScore(map, 0, { queries: [7] }), RangeError, "got 7");
});
