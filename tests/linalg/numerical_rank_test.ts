import { assertEquals, assertThrows } from "@std/assert";
import { numericalRank } from "../../lib/linalg/mod.ts";

Deno.test("numericalRank() counts singular values above a share of the largest, in any order", () => {
  assertEquals(numericalRank([1e-16, 5, 2e-3]), 2);
  assertEquals(numericalRank([1e-16, 5, 2e-3], { rtol: 1e-3 }), 1);
  assertEquals(numericalRank([0, 0]), 0);
  assertEquals(numericalRank([]), 0);
});

Deno.test("numericalRank() refuses tolerances and singular values that are none", () => {
  for (const rtol of [0, 1, -1, NaN]) assertThrows(() => numericalRank([1], { rtol }), RangeError, `${rtol}`);
  for (const bad of [-1, NaN, Infinity]) {
    assertThrows(() => numericalRank([1, bad]), RangeError, `singular value 1 is ${bad}`);
  }
});
