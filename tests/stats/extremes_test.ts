import { assertEquals } from "@std/assert";
import { largest, smallest } from "../../lib/stats/mod.ts";

Deno.test("largest and smallest are what Math.max and Math.min give, also of long, empty and NaN arrays", () => {
  for (const values of [[3, -1, 2], [], [NaN, 1], [1, NaN], [-0, 0], [Infinity, -Infinity]]) {
    assertEquals([largest(values), smallest(values)], [Math.max(...values), Math.min(...values)]);
  }
  const long = Float64Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i));
  assertEquals(largest(long) <= 1 && largest(long) > 0.999_999, true);
  assertEquals(smallest(long) >= -1 && smallest(long) < -0.999_999, true);
});
