import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { generator, normalArray, uniformArray } from "../../lib/random/mod.ts";

Deno.test("a uniform array fills its interval evenly", () => {
  const values = uniformArray(generator(1), 40_000, -3, 5);
  assert(values.every((value) => value >= -3 && value < 5));
  assertAlmostEquals(values.reduce((a, b) => a + b) / values.length, 1, 4 * Math.sqrt(64 / 12 / 40_000));
  const lowest = values.filter((value) => value < -2).length;
  assertAlmostEquals(lowest / 40_000, 1 / 8, 4 * Math.sqrt(7 / 64 / 40_000));
});

Deno.test("a normal array has the mean and the standard deviation asked for", () => {
  const values = normalArray(generator(2), 40_000, 10, 3);
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  assertAlmostEquals(mean, 10, 4 * 3 / 200);
  assertAlmostEquals(variance, 9, 4 * 9 * Math.sqrt(2) / 200);
});

Deno.test("arrays are successive single draws of the generator", () => {
  const single = generator(3);
  assertEquals(uniformArray(generator(3), 5, 0, 1), Float64Array.from({ length: 5 }, () => single.uniform()));
  const normal = generator(3);
  assertEquals(normalArray(generator(3), 5, 0, 1), Float64Array.from({ length: 5 }, () => normal.normal()));
});

Deno.test("zero width and length zero are allowed", () => {
  assertEquals(uniformArray(generator(0), 2, 4, 4), Float64Array.of(4, 4));
  assertEquals(normalArray(generator(0), 2, 4, 0), Float64Array.of(4, 4));
  assertEquals(normalArray(generator(0), 0, 0, 1).length, 0);
});

Deno.test("lengths, bounds and deviations out of range are rejected", () => {
  const source = generator(0);
  assertThrows(() => uniformArray(source, -1, 0, 1), RangeError, "got -1");
  assertThrows(() => uniformArray(source, 1.5, 0, 1), RangeError, "got 1.5");
  assertThrows(() => uniformArray(source, 1, 2, 1), RangeError, "got 2 and 1");
  assertThrows(() => uniformArray(source, 1, 0, Infinity), RangeError, "Infinity");
  assertThrows(() => normalArray(source, NaN, 0, 1), RangeError, "got NaN");
  assertThrows(() => normalArray(source, 1, NaN, 1), RangeError, "NaN");
  assertThrows(() => normalArray(source, 1, 0, -1), RangeError, "-1");
});
