import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { bandOverSeeds } from "../../lib/stats/mod.ts";

Deno.test("a band holds mean, extremes and standard deviation point by point", () => {
  const band = bandOverSeeds([[1, 10], Float32Array.of(2, 10), [6, 10]]);
  assertEquals(band.mean, Float64Array.of(3, 10));
  assertEquals(band.low, Float64Array.of(1, 10));
  assertEquals(band.high, Float64Array.of(6, 10));
  assertAlmostEquals(band.sd[0], Math.sqrt(7), 1e-15);
  assertEquals(band.sd[1], 0);
});

Deno.test("a smaller coverage gives quantiles", () => {
  const curves = Array.from({ length: 11 }, (_, seed) => [seed]);
  const { low, high } = bandOverSeeds(curves, { coverage: 0.8 });
  assertAlmostEquals(low[0], 1, 1e-12);
  assertAlmostEquals(high[0], 9, 1e-12);
});

Deno.test("one seed, unequal, empty or non-finite curves and a bad coverage are rejected", () => {
  assertThrows(() => bandOverSeeds([]), RangeError, "got 0");
  assertThrows(() => bandOverSeeds([[1]]), RangeError, "got 1");
  assertThrows(() => bandOverSeeds([[1], [1, 2]]), RangeError, "curve 1 has 2 entries");
  assertThrows(() => bandOverSeeds([[], []]), RangeError, "at least 1");
  assertThrows(() => bandOverSeeds([[1], [NaN]]), RangeError, "curve 1[0] is NaN");
  assertThrows(() => bandOverSeeds([[1], [2]], { coverage: 0 }), RangeError, "got 0");
});
