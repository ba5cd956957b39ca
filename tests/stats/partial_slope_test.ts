import { assertAlmostEquals, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { generator } from "../../lib/random/mod.ts";
import { partialSlope, partialSlopeInterval } from "../../lib/stats/partial_slope.ts";

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

Deno.test("its interval is a point on a plane, and has 0 inside where nothing depends on x", () => {
  const x = Array.from({ length: 30 }, (_, i) => i % 6), beside = x.map((_, i) => Math.floor(i / 6));
  const options = { generator: generator(1), coverage: 0.9 };
  const of = (y: number[]) => partialSlopeInterval([x, beside, y], options);
  const plane = of(x.map((value, i) => 2 * value - beside[i]));
  for (const value of Object.values(plane)) assertAlmostEquals(value, 2, 1e-9);
  const { low, high } = of(x.map((_, i) => Math.sin(40 * i)));
  assertGreater(0, low);
  assertGreater(high, 0);
});
