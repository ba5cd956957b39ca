import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { wilsonInterval } from "../../lib/stats/mod.ts";

Deno.test("wilsonInterval() gives the textbook's intervals", () => {
  // Newcombe (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  for (
    const [successes, trials, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ]
  ) {
    const interval = wilsonInterval(successes, trials);
    assertAlmostEquals(interval.low, low, 1e-4);
    assertAlmostEquals(interval.high, high, 1e-4);
  }
  assertEquals(wilsonInterval(4, 4).high, 1);
});

Deno.test("wilsonInterval() refuses counts that are none", () => {
  assertThrows(() => wilsonInterval(0, 0), RangeError, "got 0");
  assertThrows(() => wilsonInterval(5, 4), RangeError, "0 … 4, got 5");
});
