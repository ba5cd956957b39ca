import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { generator, normalArray, uniformArray } from "../../lib/random/mod.ts";
import { type ComplexArray, fft, linspace, nudft, nudftAlong, nudftColumns } from "../../lib/spectral/mod.ts";
import golden from "../golden/numerics.json" with { type: "json" };
import { assertComplexClose, vectors } from "./support.ts";

const RUNS = { seed: 7, numRuns: 60 };
const pointsAndValues = fc.integer({ min: 1, max: 30 }).chain((n) => fc.tuple(vectors(n), vectors(n)));

Deno.test("the sums agree with the definition on even, uneven, short, descending and single grids", () => {
  const x = uniformArray(generator(1), 40, -20, 20);
  const y = normalArray(generator(2), 40, 0, 1);
  const grids = [
    linspace(0, 2 * Math.PI, 1000),
    linspace(-50, 50, 333),
    linspace(9, -9, 100),
    uniformArray(generator(3), 77, 0, 30),
    Float64Array.of(0, 1, 2),
    Float64Array.of(5),
    new Float64Array(40).fill(3),
  ];
  for (const k of grids) assertComplexClose(nudft(x, y, k), slowSum(x, y, k), 5e-14);
});

Deno.test("the phase recurrence on an even grid is as accurate as single evaluations", () => {
  const x = Float64Array.of(0.37);
  const k = linspace(0, 100, 4001);
  const spectrum = nudft(x, [1], k);
  k.forEach((frequency, j) => {
    // Rounding of k·x, up to 37, moves the phase by 7e-15; an unbroken recurrence would be off by 1e-13.
    assertAlmostEquals(spectrum.re[j], Math.cos(frequency * x[0]), 1.5e-14);
    assertAlmostEquals(spectrum.im[j], -Math.sin(frequency * x[0]), 1.5e-14);
  });
});

Deno.test("sin 6x has amplitude 1/2 at 6 and none elsewhere on even points without the double end", () => {
  const x = Float64Array.from({ length: 100 }, (_, i) => -Math.PI + i * 2 * Math.PI / 100);
  const { re, im } = nudft(x, x.map((v) => Math.sin(6 * v)), linspace(0, 10, 11));
  for (let k = 0; k <= 10; k++) {
    assertAlmostEquals(re[k], 0, 1e-14);
    assertAlmostEquals(im[k], k === 6 ? -0.5 : 0, 1e-14);
  }
});

Deno.test("the spectrum of the paper's 65 points agrees with NumPy", () => {
  const x = golden.sinePoints.x;
  const k = Float64Array.from({ length: 11 }, (_, j) => j);
  assertComplexClose(nudft(x, x.map((v) => Math.sin(6 * v)), k), golden.sinePoints.spectrum, 1e-14);
});

Deno.test("on even points it is the fast Fourier transform over n", () => {
  const y = normalArray(generator(4), 33, 0, 1);
  const x = Float64Array.from({ length: 33 }, (_, j) => 2 * Math.PI * j / 33);
  const { re, im } = fft(y);
  const expected = { re: re.map((v) => v / 33), im: im.map((v) => v / 33) };
  assertComplexClose(nudft(x, y, Float64Array.from({ length: 33 }, (_, k) => k)), expected, 1e-13);
});

Deno.test("it is linear in the values", () => {
  fc.assert(
    fc.property(pointsAndValues, fc.double({ min: -3, max: 3, noNaN: true }), ([x, y], factor) => {
      const k = linspace(-8, 8, 37);
      const other = x.map((v) => Math.cos(3 * v));
      const a = nudft(x, y, k);
      const b = nudft(x, other, k);
      assertComplexClose(nudft(x, y.map((v, i) => v + factor * other[i]), k), {
        re: a.re.map((v, j) => v + factor * b.re[j]),
        im: a.im.map((v, j) => v + factor * b.im[j]),
      }, 1e-13);
    }),
    RUNS,
  );
});

Deno.test("real values give conjugate amplitudes at opposite frequencies", () => {
  fc.assert(
    fc.property(pointsAndValues, ([x, y]) => {
      const k = linspace(0, 9, 50);
      const { re, im } = nudft(x, y, k);
      assertComplexClose(nudft(x, y, k.map((v) => -v)), { re, im: im.map((v) => -v) }, 1e-14);
    }),
    RUNS,
  );
});

Deno.test("moving all points by s multiplies the spectrum by e^{−iks}", () => {
  fc.assert(
    fc.property(pointsAndValues, fc.double({ min: -2, max: 2, noNaN: true }), ([x, y], shift) => {
      const k = linspace(0, 9, 50);
      const { re, im } = nudft(x, y, k);
      assertComplexClose(nudft(x.map((v) => v + shift), y, k), {
        re: re.map((v, j) => v * Math.cos(k[j] * shift) + im[j] * Math.sin(k[j] * shift)),
        im: im.map((v, j) => v * Math.cos(k[j] * shift) - re[j] * Math.sin(k[j] * shift)),
      }, 1e-13);
    }),
    RUNS,
  );
});

Deno.test("at frequency zero it is the mean", () => {
  fc.assert(
    fc.property(pointsAndValues, ([x, y]) => {
      const { re, im } = nudft(x, y, [0]);
      assertAlmostEquals(re[0], y.reduce((a, b) => a + b) / y.length, 1e-14);
      assertEquals(im[0] === 0, true);
    }),
    RUNS,
  );
});

Deno.test("along a direction it is the transform of the projections", () => {
  const X = normalArray(generator(5), 30, 0, 1);
  const y = normalArray(generator(6), 10, 0, 1);
  const direction = [0.6, 0, -0.8];
  const k = linspace(0, 5, 60);
  const projected = Float64Array.from({ length: 10 }, (_, i) => 0.6 * X[3 * i] - 0.8 * X[3 * i + 2]);
  assertComplexClose(nudftAlong(X, y, direction, k), slowSum(projected, y, k), 1e-14);
});

Deno.test("columns give the spectra of the single functions", () => {
  const x = normalArray(generator(7), 12, 0, 2);
  const Y = normalArray(generator(8), 36, 0, 1).map((v, i) => i % 5 === 0 ? 0 : v);
  const k = linspace(0, 7, 40);
  nudftColumns(x, Y, 3, k).forEach((spectrum, column) => {
    const y = Float64Array.from({ length: 12 }, (_, i) => Y[3 * i + column]);
    assertEquals(spectrum, nudft(x, y, k));
  });
});

Deno.test("empty, unequal and non-finite input is rejected", () => {
  assertThrows(() => nudft([], [], [1]), RangeError, "x is empty");
  assertThrows(() => nudft([1], [1], []), RangeError, "k is empty");
  assertThrows(() => nudft([1, 2], [1], [1]), RangeError, "x has 2 entries but y has 1");
  assertThrows(() => nudft([NaN], [1], [1]), RangeError, "x[0] is NaN");
  assertThrows(() => nudft([1], [Infinity], [1]), RangeError, "y[0] is Infinity");
  assertThrows(() => nudft([1], [1], [0, NaN]), RangeError, "k[1] is NaN");
  assertThrows(() => nudftColumns([1], [1, 2, 3], 2, [1]), RangeError, "y has 3 entries");
  assertThrows(() => nudftColumns([1], [1], 0, [1]), RangeError, "columns");
});

Deno.test("a direction of norm zero or of the wrong length is rejected", () => {
  assertThrows(() => nudftAlong([1, 2], [1], [0, 0], [1]), RangeError, "norm zero");
  assertThrows(() => nudftAlong([1, 2], [1], [], [1]), RangeError, "norm zero");
  assertThrows(() => nudftAlong([1, 2, 3], [1], [1, 1], [1]), RangeError, "whole rows of 2 columns");
  assertThrows(() => nudftAlong([1, 2], [1], [NaN, 1], [1]), RangeError, "direction[0] is NaN");
  assertThrows(() => nudftAlong([1, NaN], [1], [1, 1], [1]), RangeError, "row 0");
  assertThrows(() => nudftAlong([1, 2], [1, 2], [1, 1], [1]), RangeError, "x has 1 entries but y has 2");
});

function slowSum(x: ArrayLike<number>, y: ArrayLike<number>, k: ArrayLike<number>): ComplexArray {
  const sum = (wave: (angle: number) => number) =>
    Float64Array.from(k, (frequency) => {
      let total = 0;
      for (let i = 0; i < x.length; i++) total += y[i] * wave(frequency * x[i]);
      return total / x.length;
    });
  return { re: sum(Math.cos), im: sum((angle) => -Math.sin(angle)) };
}
