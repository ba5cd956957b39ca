import { assertEquals, assertThrows } from "@std/assert";
import { norm, projectRows } from "../../lib/linalg/mod.ts";

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
