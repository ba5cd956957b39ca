import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  DECISION_THRESHOLD,
  decisionFunction,
  decisionMultiple,
  dominantPeriod,
  reverseWindowing,
  slidingWindows,
} from "../../../lib/anomaly/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";

Deno.test("windows are the slices of a series, and a point's score is the mean over the windows that cover it", () => {
  const shape = fc.record({
    points: fc.integer({ min: 2, max: 40 }),
    window: fc.integer({ min: 2, max: 12 }),
    stride: fc.integer({ min: 1, max: 6 }),
  }).filter(({ points, window }) => window <= points);
  fc.assert(fc.property(shape, ({ points, window, stride }) => {
    const series = normalArray(generator(points), points, 0, 1);
    const { values, count, length } = slidingWindows(series, { window, stride });
    assertEquals(length, window);
    for (let i = 0; i < count; i++) {
      assertEquals(values.slice(i * window, (i + 1) * window), series.slice(i * stride, i * stride + window));
    }
    assert((count - 1) * stride + window <= points && count * stride + window > points);
    const scores = normalArray(generator(window), count, 0, 1),
      back = reverseWindowing(scores, { window, stride, points });
    for (let t = 0; t < points; t++) {
      const cover = Array.from(scores.keys()).filter((i) => i * stride <= t && t < i * stride + window);
      if (cover.length === 0) continue;
      assertAlmostEquals(back[t], cover.reduce((sum, i) => sum + scores[i], 0) / cover.length, 1e-12);
    }
    assert(back.every((value) => scores.some((score) => Math.abs(score) >= Math.abs(value) - 1e-12)));
  }));
});

Deno.test("points behind the last window take its score", () => {
  assertEquals(
    reverseWindowing([1, 5], { window: 2, stride: 3, points: 7 }),
    Float64Array.of(1, 1, 1, 5, 5, 5, 5),
  );
});

Deno.test("the dominant period of a noisy wave is its period, and 100 where there is none", () => {
  for (const period of [7, 25, 120]) {
    const noise = normalArray(generator(period), 2000, 0, 0.2);
    assertEquals(dominantPeriod(noise.map((e, t) => Math.sin(2 * Math.PI * t / period) + e)), period);
  }
  assertEquals(dominantPeriod(Float64Array.from({ length: 50 }, (_, t) => t)), 100);
});

Deno.test("both readings of the decision function have the multiples of σ that algebra gives", () => {
  assertAlmostEquals(DECISION_THRESHOLD, 0.9772498680518208, 1e-12);
  assertAlmostEquals(decisionMultiple("erf"), 3.531, 1e-3);
  assertAlmostEquals(decisionMultiple("cdf"), 3.278, 1e-3);
  const scale = { mean: 2, deviation: 0.5 };
  const [below, at, above] = decisionFunction([1, 2 + 0.5 * decisionMultiple("erf"), 9], scale);
  assertEquals([below, above], [0, 1]);
  assertAlmostEquals(at, DECISION_THRESHOLD, 1e-10);
});

Deno.test("bad windows, strides, series and scales are refused by name", () => {
  assertThrows(() => slidingWindows([1, 2, 3], { window: 4 }), RangeError, "series of 3 points, got 4");
  assertThrows(() => slidingWindows([1, 2, 3], { window: 1 }), RangeError, "window must be");
  assertThrows(() => slidingWindows([1, 2, 3], { window: 2, stride: 0 }), RangeError, "stride must be");
  assertThrows(() => slidingWindows([1, NaN, 3], { window: 2 }), RangeError, "series[1] is NaN");
  assertThrows(
    () => reverseWindowing([1], { window: 2, points: 3 }),
    RangeError,
    "have 2 windows, got 1 scores",
  );
  assertThrows(() => dominantPeriod([1, 2]), RangeError, "at least 8");
  assertThrows(() => dominantPeriod(new Float64Array(20).fill(3)), RangeError, "constant");
  assertThrows(() => decisionFunction([1], { mean: 0, deviation: 0 }), RangeError, "got 0");
});
