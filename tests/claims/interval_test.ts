import {
  assertAlmostEquals,
  assertEquals,
  assertGreaterOrEqual,
  assertLessOrEqual,
  assertThrows,
} from "@std/assert";
import fc from "fast-check";
import { seedInterval } from "../../lib/claims/interval.ts";

Deno.test("fewer than ten seeds give the range", () => {
  assertEquals(seedInterval([3, 1, 2], "mean"), [1, 3]);
});

Deno.test("a rule about single seeds gives the range however many there are", () => {
  const seeds = Array.from({ length: 40 }, (_, i) => i);
  assertEquals(seedInterval(seeds, "every seed"), [0, 39]);
  assertEquals(seedInterval(seeds, "4/5 seeds"), [0, 39]);
});

Deno.test("ten seeds or more give interpolated percentiles for mean and median", () => {
  const seeds = Array.from({ length: 11 }, (_, i) => 10 - i);
  const [low, high] = seedInterval(seeds, "median");
  assertAlmostEquals(low, 0.25);
  assertAlmostEquals(high, 9.75);
});

Deno.test("the interval lies within the range and is ordered", () => {
  const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(values, fc.constantFrom("mean", "median", "every seed"), (perSeed, atLeast) => {
      const [low, high] = seedInterval(perSeed, atLeast);
      assertLessOrEqual(low, high);
      assertGreaterOrEqual(low, Math.min(...perSeed));
      assertLessOrEqual(high, Math.max(...perSeed));
    }),
    { seed: 7, numRuns: 300 },
  );
});

Deno.test("no seed, no interval", () => {
  assertThrows(() => seedInterval([], "mean"), RangeError, "perSeed is empty");
});
