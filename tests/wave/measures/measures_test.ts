import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  correlationReach,
  mape,
  psnrDb,
  relativeL2,
  snrDb,
  ssim,
  wavenumberBands,
} from "../../../lib/wave/measures/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";
import { gaussianSmooth } from "../../../lib/wave/models/mod.ts";
import golden from "../../golden/08/readers.json" with { type: "json" };

const truth = golden.truth.flat(), model = golden.model.flat(), grid = { nz: 14, nx: 17 };

Deno.test("structural similarity is scikit-image's", () => {
  assertAlmostEquals(ssim(model, truth, grid), golden.ssim, 1e-7);
  assertAlmostEquals(ssim(truth, truth, grid), 1, 1e-12);
});

Deno.test("the measures of a model that is one tenth too fast", () => {
  fc.assert(fc.property(
    fc.array(fc.double({ min: 1000, max: 5000, noNaN: true }), { minLength: 2, maxLength: 30 }),
    (values) => {
      fc.pre(new Set(values).size > 1);
      const faster = values.map((v) => 1.1 * v);
      assertAlmostEquals(relativeL2(faster, values), 0.1, 1e-12);
      assertAlmostEquals(snrDb(faster, values), 20, 1e-9);
      assertAlmostEquals(mape(faster, values), 0.1, 1e-12);
    },
  ));
});

Deno.test("the peak ratio of an error of one in a range of ten is 20 dB", () => {
  assertAlmostEquals(psnrDb([1, 11, 1], [0, 10, 0]), 20, 1e-12);
});

Deno.test("equal models have no error", () => {
  assertEquals([relativeL2(truth, truth), snrDb(truth, truth), psnrDb(truth, truth)], [
    0,
    Infinity,
    Infinity,
  ]);
});

Deno.test("what has no scale or does not fit is an error", () => {
  assertThrows(() => relativeL2([1], [0]), RangeError, "zeros");
  assertThrows(() => relativeL2([1, 2], [1]), RangeError, "2 entries");
  assertThrows(() => relativeL2([NaN], [1]), RangeError, "finite");
  assertThrows(() => psnrDb([1, 2], [3, 3]), RangeError, "no range");
  assertThrows(() => mape([1, 2], [0, 3]), RangeError, "got 0 at 0");
  assertThrows(() => ssim(model, truth, { nz: 17, nx: 13 }), RangeError, "needs 221");
});

Deno.test("the bands of a map hold all of its energy, and a wave lies in its own", () => {
  const map = normalArray(generator(1), 12 * 15, 0, 1), grid = { nz: 12, nx: 15 };
  const whole = map.reduce((sum, value) => sum + value * value, 0);
  assertAlmostEquals(wavenumberBands(map, grid).reduce((a, b) => a + b), whole, 1e-9 * whole);
  const wave = (k: number) =>
    Float64Array.from({ length: 16 * 16 }, (_, i) => Math.cos(2 * Math.PI * k * (i % 16) / 16));
  // Of the highest wavenumber, 8, these are 1/8, 1/4, 1/2 and 3/4.
  [1, 2, 4, 6].forEach((k, band) => {
    wavenumberBands(wave(k), { nz: 16, nx: 16 }).forEach((energy, i) =>
      assertAlmostEquals(energy, i === band ? 128 : 0, 1e-9)
    );
  });
});

Deno.test("smooth random maps hang together over their width, rough ones not at all", () => {
  const grid = { nz: 24, nx: 30 };
  const draws = (sigma: number) =>
    Array.from({ length: 80 }, (_, k) => {
      const noise = normalArray(generator(k, "draw"), 24 * 30, 0, 1);
      return sigma ? gaussianSmooth(noise, grid, sigma) : noise;
    });
  const rough = correlationReach(draws(0), grid), smooth = correlationReach(draws(2), grid);
  assertEquals([rough.across, rough.down], [1, 1]);
  assertAlmostEquals(rough.spread, 1, 0.05);
  // The correlation of a smoothed field falls to 1/e at twice the width.
  assertAlmostEquals(smooth.across, 4, 1.01);
  assertAlmostEquals(smooth.down, 4, 1.01);
  assertThrows(() => correlationReach([new Float64Array(9)], grid), RangeError, "got 1");
});
