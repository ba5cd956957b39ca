import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import {
  effectiveErrorFrequency,
  errorSpectrum,
  jumpRatio,
  lowFrequencyShare,
  persistentJump,
  recoveryStep,
  relativeL2Error,
  sineSpectrum,
} from "../../lib/pde/mod.ts";

/** A period of 1,024 points without its end, which repeats the start. */
const grid = Float64Array.from({ length: 1024 }, (_, i) => 2 * Math.PI * i / 1024);
const error = grid.map((x) => 0.5 + 0.3 * Math.sin(2 * x) - 0.1 * Math.cos(10 * x));

Deno.test("the error spectrum gives each amplitude, the mean at k = 0", () => {
  const spectrum = errorSpectrum(error, 30), expected = new Float64Array(31);
  [expected[0], expected[2], expected[10]] = [0.5, 0.3, 0.1];
  spectrum.forEach((amplitude, k) => assertAlmostEquals(amplitude, expected[k], 1e-12));
});

Deno.test("a repeated end point would leak into frequencies that are not there", () => {
  const repeated = Float64Array.of(...error, error[0]);
  const leaked = errorSpectrum(repeated, 30)[3], clean = errorSpectrum(error, 30)[3];
  assertEquals([leaked > 1e-4, clean < 1e-12], [true, true]);
});

Deno.test("the low share is what Parseval's identity says", () => {
  const low = 0.25 + 0.045, all = low + 0.005;
  assertAlmostEquals(lowFrequencyShare(error, 3), low / all, 1e-12);
  assertAlmostEquals(lowFrequencyShare(error, 10), 1, 1e-12);
  assertThrows(() => lowFrequencyShare(new Float64Array(16), 3), RangeError, "0 everywhere");
});

Deno.test("more frequencies than half the points are refused", () => {
  for (const highest of [9, -1, 2.5]) {
    assertThrows(() => errorSpectrum(new Float64Array(16), highest), RangeError, "0 … 8 (half the 16 points");
  }
  for (const highest of [0, 9]) {
    assertThrows(() => sineSpectrum(new Float64Array(17), highest), RangeError, `1 … 8, got ${highest}`);
  }
  assertThrows(() => sineSpectrum(new Float64Array(7), 1), RangeError, "got 7");
});

Deno.test("the sine spectrum takes the affine part off and finds the modes", () => {
  const values = Float64Array.from(
    { length: 65 },
    (_, i) => 1 + 2 * i / 64 + 0.4 * Math.sin(3 * Math.PI * i / 64),
  );
  const { ends, amplitudes } = sineSpectrum(values, 5);
  assertAlmostEquals(ends[1], 3, 1e-12);
  [0, 0, 0.4, 0, 0].forEach((value, j) => assertAlmostEquals(amplitudes[j], value, 1e-12));
});

Deno.test("an error of one frequency has that effective frequency, whatever the order", () => {
  for (const order of [1, 2, 4]) {
    assertAlmostEquals(effectiveErrorFrequency(7 ** (2 * order) * 0.3, 0.3, order), 7, 1e-12);
  }
  assertThrows(() => effectiveErrorFrequency(0, 1, 2), RangeError, "residual loss must be positive");
  assertThrows(() => effectiveErrorFrequency(1, NaN, 2), RangeError, "data loss");
  assertThrows(() => effectiveErrorFrequency(1, 1, 0), RangeError, "got 0");
});

const curve = { steps: [0, 1, 20, 200, 500], values: [1e-5, 3e-3, 1e-2, 5e-3, 8e-5] };

Deno.test("jump, persistent jump and recovery are read off a curve", () => {
  assertAlmostEquals(jumpRatio(curve).ratio, 1000, 1e-9);
  assertEquals(jumpRatio(curve).step, 20);
  assertEquals(jumpRatio(curve, 1).step, 1);
  assertAlmostEquals(persistentJump(curve), 500, 1e-9);
  assertEquals(recoveryStep(curve), 500);
  assertEquals(recoveryStep(curve, 5), null);
});

Deno.test("curves that cannot be read are refused", () => {
  assertThrows(() => persistentJump(curve, 100), RangeError, "100 steps after the switch");
  assertThrows(() => jumpRatio({ steps: [1, 2], values: [1, 2] }), RangeError, "start at step 0");
  assertThrows(() => jumpRatio({ steps: [0, 1], values: [0, 2] }), RangeError, "must be positive, got 0");
  assertThrows(() => jumpRatio({ steps: [0], values: [1] }), RangeError, "no step");
  assertThrows(() => jumpRatio({ steps: [0, 1], values: [1] }), RangeError, "1 values for 2 steps");
});

Deno.test("the relative error compares lengths", () => {
  assertAlmostEquals(relativeL2Error([3, 4.5], [3, 4]), 0.1, 1e-12);
  assertThrows(() => relativeL2Error([1], [1, 2]), RangeError, "1 values against 2");
  assertThrows(() => relativeL2Error([1], [0]), RangeError, "0 everywhere");
});
