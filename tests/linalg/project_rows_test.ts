import { assertEquals, assertThrows } from "@std/assert";
import { hypot } from "../../lib/linalg/hypot.ts";
import { norm, projectRows } from "../../lib/linalg/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";

Deno.test("projections are the dot products of the rows with the direction as given", () => {
  assertEquals(projectRows([1, 2, 3, 4, 5, 6], [2, -1]), Float64Array.of(0, 2, 4));
});

Deno.test("the norm of a vector is Euclidean", () => {
  assertEquals(norm([3, -4]), 5);
  assertEquals(norm([]), 0);
});

Deno.test("a zero direction, broken rows and non-finite numbers are rejected", () => {
  assertThrows(() => projectRows([1, 2], [0, 0]), RangeError, "norm zero");
  assertThrows(() => projectRows([1, 2, 3], [1, 1]), RangeError, "got 3 numbers");
  assertThrows(() => projectRows([], [1]), RangeError, "got 0 numbers");
  assertThrows(() => projectRows([1, 2], [1, Infinity]), RangeError, "direction[1] is Infinity");
  assertThrows(() => projectRows([1, 2, NaN, 1], [1, 1]), RangeError, "row 1");
});

Deno.test("norms and projections do not overflow or vanish on the way", () => {
  for (const scale of [2 ** 600, 2 ** -600, 2 ** -1070, 2 ** 1020]) {
    assertEquals(norm([3 * scale, -4 * scale]), 5 * scale);
    assertEquals(norm([0, scale]), scale);
  }
  assertEquals(norm([3e-324]), 5e-324);
  assertEquals([norm([NaN, 1]), norm([1, -Infinity])], [NaN, Infinity]);
  assertEquals(projectRows([2, 3], [1e-200, 0]), Float64Array.of(2e-200));
});

Deno.test("hypot() of an array is Math.hypot of its numbers, digit for digit, and takes any length", () => {
  for (let k = 0; k < 300; k++) {
    const stream = generator(k),
      values = normalArray(stream, 1 + k % 9, 0, 10 ** (stream.integer(600) - 300));
    assertEquals(hypot(values), Math.hypot(...values));
  }
  assertEquals([hypot([]), hypot([0, 0]), hypot([NaN, 1]), hypot([NaN, -Infinity])], [0, 0, NaN, Infinity]);
  assertEquals(hypot(new Float64Array(250_000).fill(-3)), 1500);
});
