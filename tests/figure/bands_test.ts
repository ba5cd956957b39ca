import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { curvesToBand, seedBand } from "../../lib/figure/mod.ts";

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

Deno.test("a seed that diverged makes a gap", () => {
  const { mean, low } = curvesToBand([[1, 2], [3, NaN]]);
  assertEquals([mean[1], low[1]], [NaN, NaN]);
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
