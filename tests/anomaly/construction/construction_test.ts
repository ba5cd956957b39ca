import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  buildStateSeries,
  generatedSetNamed,
  knc,
  rankByShape,
  sbdKMeans,
  shapeBasedDistance,
  windowsOf,
} from "../../../lib/anomaly/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";
import golden from "../../golden/06/metrics.json" with { type: "json" };

Deno.test("the shape-based distance is aeon's, and the greatest correlation over all shifts by brute force", () => {
  for (const { a, b, distance } of golden.sbd) assertAlmostEquals(shapeBasedDistance(a, b), distance, 1e-10);
  for (const length of [1, 2, 7, 33]) {
    const x = normalArray(generator(1), length, 0, 1), y = normalArray(generator(2), length, 0, 1);
    let top = -Infinity;
    for (let shift = 1 - length; shift < length; shift++) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += x[i] * (y[i + shift] ?? 0);
      top = Math.max(top, sum);
    }
    assertAlmostEquals(shapeBasedDistance(x, y), 1 - top / Math.hypot(...x) / Math.hypot(...y), 1e-12);
  }
});

Deno.test("the distance is 0 for a shape and its multiple, symmetric, and blind to a shift within the padding", () => {
  const pulse = Float64Array.from({ length: 30 }, (_, t) => Math.exp(-0.5 * ((t - 10) / 2) ** 2));
  const later = Float64Array.from({ length: 30 }, (_, t) => 3 * Math.exp(-0.5 * ((t - 19) / 2) ** 2));
  assertAlmostEquals(shapeBasedDistance(pulse, later), 0, 1e-6);
  assertAlmostEquals(shapeBasedDistance(pulse, later), shapeBasedDistance(later, pulse), 1e-12);
  assertThrows(() => shapeBasedDistance([0, 0], [1, 2]), RangeError, "x is zero");
  assertThrows(() => shapeBasedDistance([1], [1, 2]), RangeError, "x has 1");
});

const waves = (count: number) =>
  [3, 11].flatMap((period, k) =>
    Array.from({ length: count }, (_, i) => {
      const noise = normalArray(generator(k, i), 44, 0, 0.2);
      return noise.map((e, t) => Math.sin(2 * Math.PI * t / period) + e);
    })
  );

Deno.test("clusters of two kinds of waves are the kinds, and the furthest twentieth and one more are abandoned", () => {
  const { assignment, cost } = sbdKMeans(waves(30), 2, { generator: generator(1) });
  assertEquals(assignment.filter((cluster) => cluster < 0).length, Math.floor(0.05 * 60) + 1);
  for (const kind of [assignment.slice(0, 30), assignment.slice(30)]) {
    assertEquals(new Set(kind.filter((cluster) => cluster >= 0)).size, 1);
  }
  assert(cost <= sbdKMeans(waves(30), 2, { generator: generator(1), restarts: 1 }).cost + 1e-12);
});

const cbf = generatedSetNamed("CBF").draw(20, generator(3)), ranking = rankByShape(cbf, "cylinder", 0);

Deno.test("a state series has half of the base samples as its standard part and the others with three strangers as its test part", () => {
  const { base, others, distances } = ranking;
  for (const choice of ["farthest", "random", "nearest"] as const) {
    const made = buildStateSeries(ranking, { choice, seed: 1 }), healthy = Math.floor(base.length / 2);
    assertEquals(made.standard.length, healthy * 128);
    assertEquals(made.test.length, (base.length - healthy + 3) * 128);
    assertEquals(made.labels.reduce((sum, label) => sum + label, 0), 3 * 128);
    const inserted = made.segments.filter(({ anomalous }) => anomalous).map(({ sample }) => sample);
    assert(inserted.every((sample) => cbf.labels[sample] !== "cylinder"));
    if (choice !== "random") {
      assertEquals(new Set(inserted), new Set(choice === "farthest" ? others.slice(-3) : others.slice(0, 3)));
    }
    const used = [...made.standardSamples, ...made.segments.map(({ sample }) => sample)];
    assertEquals(new Set(used).size, base.length + 3);
  }
  assert(distances.every((distance, i) => i === 0 || distance >= distances[i - 1]));
});

Deno.test("the order moves on by threes, seeds repeat, and the contrast falls from the farthest to the nearest", () => {
  const of = (order: number) =>
    buildStateSeries(ranking, { order, seed: 1 }).segments.filter(({ anomalous }) => anomalous).map((
      { sample },
    ) => sample);
  assertEquals(new Set(of(1)), new Set(ranking.others.slice(-6, -3)));
  assertEquals(buildStateSeries(ranking, { seed: 4 }), buildStateSeries(ranking, { seed: 4 }));
  const [far, near] = (["farthest", "nearest"] as const).map((choice) =>
    buildStateSeries(ranking, { choice, seed: 1 }).knc
  );
  assert(far > near, `${far} against ${near}`);
});

Deno.test("joins are bent without a jump, or left raw, and samples stay as they are behind them", () => {
  const jumps = (join: number) => {
    const { test, segments } = buildStateSeries(ranking, { join, seed: 1 });
    segments.forEach(({ start, sample }) => {
      for (let i = join; i < 128; i++) assertEquals(test[start + i], cbf.samples[sample][i]);
    });
    return segments.slice(1).map(({ start, sample }) => {
      const [first, second] = cbf.samples[sample];
      return Math.abs(test[start] - test[start - 1]) /
        (Math.abs(test[start - 1] - first) + Math.abs(first - second));
    });
  };
  assert(jumps(9).every((jump) => jump < 0.11));
  assert(jumps(0).some((jump) => jump > 0.4));
});

Deno.test("the contrast is 1 for segments of the same process and large for distant ones", () => {
  const draw = (label: string, mean: number) => windowsOf(normalArray(generator(1, label), 400, mean, 1), 10);
  const standard = draw("standard", 0), normal = draw("normal", 0);
  assertAlmostEquals(knc(draw("same", 0), normal, standard), 1, 0.1);
  assert(knc(draw("far", 8), normal, standard) > 5);
  assertThrows(
    () => knc(normal, windowsOf(standard.values.slice(0, 20), 10), standard, 1),
    RangeError,
    "copies",
  );
});

Deno.test("too many classes, unknown ones, too few samples and ratios that leave nothing are refused with class counts", () => {
  const many = {
    ...cbf,
    classes: ["a", "b", "c", "d", "e", "f"],
    labels: cbf.labels.map((_, i) => "abcdef"[i % 6]),
  };
  assertThrows(() => rankByShape(many, "a", 0), RangeError, "got 6 (a: 10, b: 10");
  assertThrows(() => rankByShape(cbf, "x", 0), RangeError, "allowed cylinder, bell, funnel");
  const few = generatedSetNamed("CBF").draw(3, generator(3));
  assertThrows(() => rankByShape(few, "bell", 0), RangeError, "needs 4 base samples or more");
  assertThrows(() => buildStateSeries(ranking, { seed: 0, healthyRatio: 1 }), RangeError, "got 1 of");
  assertThrows(() => buildStateSeries(ranking, { seed: 0, healthyRatio: 0 }), RangeError, "got 0 of");
  assertThrows(() => buildStateSeries(ranking, { seed: 0, order: 20 }), RangeError, "needs 63 samples");
  assertThrows(() => buildStateSeries(ranking, { seed: 0, join: 200 }), RangeError, "got 200");
  assertThrows(
    () => sbdKMeans([Float64Array.of(0, 0)], 1, { generator: generator(0) }),
    RangeError,
    "sample 0 is zero",
  );
  assertThrows(() => sbdKMeans(waves(1), 3, { generator: generator(0) }), RangeError, "got 3");
});
