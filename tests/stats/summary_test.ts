import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { mean, median, quantile, standardDeviation } from "../../lib/stats/mod.ts";
import golden from "../golden/numerics.json" with { type: "json" };

const { values, probabilities, quantiles } = golden.summary;

Deno.test("mean, sample standard deviation, median and quantiles agree with NumPy", () => {
  assertAlmostEquals(mean(values), golden.summary.mean, 1e-14);
  assertAlmostEquals(standardDeviation(values), golden.summary.sd, 1e-14);
  assertEquals(median(values), golden.summary.median);
  probabilities.forEach((p, i) => assertAlmostEquals(quantile(values, p), quantiles[i], 1e-14));
});

Deno.test("typed arrays work, a single value has a mean, and the values are left as they were", () => {
  const typed = Float32Array.of(3, 1, 2);
  assertEquals([mean(typed), median(typed), standardDeviation(typed), quantile(typed, 0.25)], [2, 2, 1, 1.5]);
  assertEquals(typed, Float32Array.of(3, 1, 2));
  assertEquals([mean([4]), median([4]), quantile([4], 0.3)], [4, 4, 4]);
  assertEquals(median([1, 2, 3, 10]), 2.5);
});

Deno.test("no values, non-finite values and a deviation of one value are rejected, never NaN", () => {
  for (const summarise of [mean, median, (v: ArrayLike<number>) => quantile(v, 0.5)]) {
    assertThrows(() => summarise([]), RangeError, "at least 1");
    assertThrows(() => summarise([1, NaN]), RangeError, "values[1] is NaN");
  }
  assertThrows(() => standardDeviation([1]), RangeError, "at least 2");
  assertThrows(() => quantile([1], 1.1), RangeError, "got 1.1");
  assertThrows(() => quantile([1], NaN), RangeError, "got NaN");
});

Deno.test("sums and squares that exceed or fall below all numbers do not spoil what is no such number itself", () => {
  assertEquals(mean([1e308, 1e308]), 1e308);
  assertEquals(mean([1.7e308, 1.7e308, -1.7e308]), 1.7e308 / 3);
  assertEquals(median([2 ** 1023, 1.5 * 2 ** 1023]), 1.25 * 2 ** 1023);
  assertEquals([quantile([-1.5e308, 1.5e308], 0.5), quantile([-1.5e308, 1.5e308], 0.75)], [0, 7.5e307]);
  for (const scale of [2 ** 700, 2 ** -700]) {
    assertEquals(standardDeviation([scale, 2 * scale, 3 * scale]), scale);
    assertEquals(mean([scale, 2 * scale, 6 * scale]), 3 * scale);
  }
  assertThrows(() => standardDeviation([-1.7e308, 1.7e308]), RangeError, "exceeds the largest number");
});
