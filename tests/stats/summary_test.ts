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
