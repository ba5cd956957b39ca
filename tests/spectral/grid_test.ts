import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { angularGrid, linspace } from "../../lib/spectral/mod.ts";

Deno.test("linspace has both ends exactly and even steps", () => {
  const grid = linspace(-Math.PI, Math.PI, 10_000);
  assertEquals([grid.length, grid[0], grid[9999]], [10_000, -Math.PI, Math.PI]);
  for (let i = 1; i < grid.length; i++) assertAlmostEquals(grid[i] - grid[i - 1], 2 * Math.PI / 9999, 1e-14);
});

Deno.test("linspace may descend or stand still", () => {
  assertEquals(linspace(1, 0, 3), Float64Array.of(1, 0.5, 0));
  assertEquals(linspace(2, 2, 2), Float64Array.of(2, 2));
});

Deno.test("the angular grid of a period 2π are the integers up to n/2", () => {
  assertEquals(angularGrid(6, 2 * Math.PI), Float64Array.of(0, 1, 2, 3));
  assertEquals(angularGrid(7, 2 * Math.PI), Float64Array.of(0, 1, 2, 3));
  assertAlmostEquals(angularGrid(4, 1)[1], 2 * Math.PI, 1e-15);
});

Deno.test("bounds, counts and periods out of range are rejected", () => {
  assertThrows(() => linspace(0, 1, 1), RangeError, "got 1");
  assertThrows(() => linspace(0, 1, 2.5), RangeError, "got 2.5");
  assertThrows(() => linspace(0, NaN, 3), RangeError, "NaN");
  assertThrows(() => angularGrid(0, 1), RangeError, "got 0");
  assertThrows(() => angularGrid(4, 0), RangeError, "got 0");
  assertThrows(() => angularGrid(4, Infinity), RangeError, "Infinity");
});
