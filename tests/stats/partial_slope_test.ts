import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { partialSlope } from "../../lib/stats/partial_slope.ts";

Deno.test("the partial slope is that of a plane, whatever the second regressor does", () => {
  const x = [0, 1, 2, 4], beside = [0, 1, 0, 3];
  assertAlmostEquals(partialSlope(x, beside, x.map((value, i) => 2 * value - 5 * beside[i] + 1)), 2);
  assertAlmostEquals(partialSlope(beside, x, x.map((value, i) => 2 * value - 5 * beside[i] + 1)), -5);
});

Deno.test("collinear and constant regressors have slope 0, other lengths are refused", () => {
  assertEquals(partialSlope([1, 1], [0, 5], [0, 5]), 0);
  assertEquals(partialSlope([1, 2, 3], [2, 4, 6], [0, 5, 1]), 0);
  assertThrows(() => partialSlope([1, 2], [1], [1, 2]), RangeError, "got 2, 1, 2");
  assertThrows(() => partialSlope([], [], []), RangeError, "got 0, 0, 0");
});
