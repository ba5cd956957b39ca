import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { generator, normalArray } from "../../lib/random/mod.ts";
import { bootstrapInterval, mean } from "../../lib/stats/mod.ts";

Deno.test("the interval of a mean is close to the normal one", () => {
  const values = normalArray(generator(1), 200, 5, 2);
  const { value, low, high } = bootstrapInterval(values, mean, { generator: generator(2), resamples: 4000 });
  assertEquals(value, mean(values));
  const spread = Math.sqrt(values.reduce((s, v) => s + (v - value) ** 2, 0) / 200 / 200);
  assertAlmostEquals((value - low) / spread, 1.96, 0.15);
  assertAlmostEquals((high - value) / spread, 1.96, 0.15);
});

Deno.test("the interval covers the true mean about as often as it says", () => {
  let covered = 0;
  for (let seed = 0; seed < 200; seed++) {
    const source = generator(seed, "coverage");
    const values = normalArray(source.fork("values"), 40, 0, 1);
    const options = { generator: source.fork("resamples"), resamples: 200, coverage: 0.9 };
    const { low, high } = bootstrapInterval(values, mean, options);
    if (low <= 0 && 0 <= high) covered++;
  }
  assert(covered >= 165 && covered <= 193, `${covered} of 200`);
});

Deno.test("equal generators give equal intervals, and equal values an interval of width 0", () => {
  const interval = () => bootstrapInterval([1, 2, 5], mean, { generator: generator(3) });
  assertEquals(interval(), interval());
  assertEquals(bootstrapInterval([2, 2], mean, { generator: generator(3) }), { value: 2, low: 2, high: 2 });
});

Deno.test("too few values, bad options and a statistic that is not finite are rejected", () => {
  const options = { generator: generator(0) };
  assertThrows(() => bootstrapInterval([1], mean, options), RangeError, "at least 2");
  assertThrows(() => bootstrapInterval([1, NaN], mean, options), RangeError, "values[1] is NaN");
  assertThrows(() => bootstrapInterval([1, 2], mean, { ...options, resamples: 10 }), RangeError, "got 10");
  assertThrows(() => bootstrapInterval([1, 2], mean, { ...options, coverage: 1 }), RangeError, "got 1");
  assertThrows(() => bootstrapInterval([1, 2], () => NaN, options), RangeError, "statistic");
});
