import { assertEquals, assertThrows } from "@std/assert";
import { leadingCurve } from "../../lib/stats/leading_curve.ts";

Deno.test("the leader changes with the point, and is the first of equal ones", () => {
  assertEquals(leadingCurve([[0, 2, 1], [1, 2, 0], [0.5, 0, 3]]), { values: [1, 2, 3], leaders: [1, 0, 2] });
});

Deno.test("curves of different lengths, or none, are refused", () => {
  assertThrows(() => leadingCurve([[1, 2], [1]]), RangeError, "got 2, 1");
  assertThrows(() => leadingCurve([]), RangeError, "no curve");
});
