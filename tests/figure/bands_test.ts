import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { curvesToBand, seedBand, seedBars, seedDots } from "../../lib/figure/mod.ts";

const CURVES = [[1, 10], [2, 20], [6, 60]];

Deno.test("a band is the mean with the lowest and highest seed", () => {
  const { mean, low, high } = curvesToBand(CURVES);
  assertEquals([Array.from(mean), Array.from(low), Array.from(high)], [[3, 30], [1, 10], [6, 60]]);
});

Deno.test("a band of deviations is the mean plus and minus one standard deviation", () => {
  const { low, high } = curvesToBand(CURVES, "deviation");
  assertAlmostEquals(high[0] - 3, Math.sqrt((4 + 1 + 9) / 2), 1e-12);
  assertAlmostEquals(3 - low[0], Math.sqrt((4 + 1 + 9) / 2), 1e-12);
  assertEquals(curvesToBand([[5]], "deviation").low[0], 5);
});

Deno.test("a geometric band has equal ratios above and below", () => {
  const { mean, low, high } = curvesToBand([[1], [100]], "geometric");
  assertAlmostEquals(mean[0], 10, 1e-9);
  assertAlmostEquals(high[0] / mean[0], mean[0] / low[0], 1e-9);
  assertThrows(() => curvesToBand([[1], [0]], "geometric"), RangeError, "value 0");
});

Deno.test("a seed is left out where it is not finite, and the band is that of the others", () => {
  const value = fc.oneof(
    { weight: 5, arbitrary: fc.double({ min: 1e-3, max: 1e3, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
  );
  const seeds = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 })).chain((
    [count, length],
  ) =>
    fc.array(fc.array(value, { minLength: length, maxLength: length }), {
      minLength: count,
      maxLength: count,
    })
  );
  fc.assert(
    fc.property(seeds, fc.constantFrom("range", "deviation", "geometric"), (curves, spread) => {
      const { mean, low, high, counted } = curvesToBand(curves, spread);
      const left = curves[0].map((_, i) => curves.filter((curve) => Number.isFinite(curve[i])));
      left.forEach((finite, i) => {
        const alone = finite.length === 0
          ? undefined
          : curvesToBand(finite.map((curve) => [curve[i]]), spread);
        assertEquals(
          [mean[i], low[i], high[i]],
          alone ? [alone.mean[0], alone.low[0], alone.high[0]] : [NaN, NaN, NaN],
        );
      });
      const counts = left.map(({ length }) => length).filter((count) => count > 0);
      const fewest = Math.min(...counts, curves.length), most = Math.max(...counts, 0);
      assertEquals(counted, fewest < curves.length ? { fewest, most, of: curves.length } : undefined);
    }),
    { seed: 20240614, numRuns: 500 },
  );
});

Deno.test("the legend counts the seeds behind a band, bars and dots", () => {
  const band = (...curves: number[][]) =>
    seedBand({ x: [0, 1, 2], curves, name: "test", color: "#000000" })[2].name;
  assertEquals(band([1, 2, 3], [1, 2, 3]), "test");
  assertEquals(band([1, 2, 3], [1, NaN, 3], [1, Infinity, 3]), "test (1–3 of 3 seeds)");
  assertEquals(band([1, 2, 3], [NaN, NaN, NaN]), "test (1 of 2 seeds)");
  // Where no seed is finite there is a gap, which is seen.
  assertEquals(band([1, NaN, 3], [1, NaN, 3]), "test");
  const perSeed = [[1, NaN, 3], [5, 5, 5]], categories = ["a", "b"];
  const [bars] = seedBars({ categories, perSeed, name: "G1", color: "#000000" });
  assertEquals([bars.name, bars.y], ["G1 (5 of 6 seeds)", [2, 5]]);
  const { data: [dots, medians] } = seedDots({ categories, perSeed, color: "#000000" });
  assertEquals([dots.name, (medians.y as number[])[0]], ["a seed (5 of 6 seeds)", 2]);
});

Deno.test("a band has one entry in the legend and fills down to its lower edge", () => {
  const [low, high, mean] = seedBand({
    x: [0, 1],
    curves: CURVES,
    name: "test",
    color: "#D55E00",
    dash: "dash",
  });
  assertEquals([low.showlegend, high.showlegend, mean.showlegend], [false, false, undefined]);
  assertEquals([low.fill, high.fill], [undefined, "tonexty"]);
  assertEquals(high.fillcolor, "rgba(213,94,0,0.2)");
  assertEquals([low, high, mean].map(({ legendgroup }) => legendgroup), ["test", "test", "test"]);
});

Deno.test("curves of unequal length are refused", () => {
  assertThrows(() => curvesToBand([]), RangeError, "no curves");
  assertThrows(() => curvesToBand([[1, 2], [1]]), RangeError, "curve 1 has 1");
  assertThrows(
    () => seedBand({ x: [1], curves: CURVES, name: "n", color: "#000000" }),
    RangeError,
    "x has 1",
  );
});
