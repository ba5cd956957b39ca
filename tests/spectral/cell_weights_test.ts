import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { sinePoints } from "../../lib/data/mod.ts";
import { amplitudeSpectrum, cellWeights, linspace } from "../../lib/spectral/mod.ts";

const CIRCLE = { from: -Math.PI, to: Math.PI };

Deno.test("cells reach half-way to the neighbours and to the ends of the interval", () => {
  assertEquals([...cellWeights([0, 1, 3], { from: 0, to: 4 })], [0.5, 1.5, 2].map((cell) => cell * 3 / 4));
  assertEquals([...cellWeights([2], { from: 0, to: 4 })], [1]);
});

Deno.test("points that coincide share one cell", () => {
  assertEquals([...cellWeights([1, 1, 1], { from: 0, to: 2 })], [1.5, 0, 1.5]);
});

Deno.test("weights have mean 1 and take the phantom from the sparse spectrum", () => {
  const x = sinePoints({ n: 65, kind: "non-uniform" }), w = cellWeights(x, CIRCLE);
  assertAlmostEquals(w.reduce((sum, v) => sum + v, 0), 65, 1e-9);
  const k = linspace(1, 5, 5), y = x.map((v) => Math.sin(6 * v));
  assertAlmostEquals(Math.max(...amplitudeSpectrum(x, y, k)), 0.206, 0.001);
  assertLess(Math.max(...amplitudeSpectrum(x, y.map((v, i) => v * w[i]), k)), 0.02);
});

Deno.test("points out of order, outside or absent, and an empty interval are refused", () => {
  assertThrows(() => cellWeights([], CIRCLE), RangeError, "x is empty");
  assertThrows(() => cellWeights([NaN], CIRCLE), RangeError, "x[0] is NaN");
  assertThrows(() => cellWeights([1, 0], CIRCLE), RangeError, "must rise");
  assertThrows(() => cellWeights([4], CIRCLE), RangeError, "outside the interval");
  assertThrows(() => cellWeights([0], { from: 1, to: 1 }), RangeError, "from < to");
});
