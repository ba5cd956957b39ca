import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { relativeFrequencyError } from "../../lib/spectral/mod.ts";

const target = { re: Float64Array.of(3, 0, 1), im: Float64Array.of(4, 2, 0) };
const estimate = { re: Float64Array.of(0, 0, 1), im: Float64Array.of(0, 3, 0) };

Deno.test("the error is the modulus of the difference over that of the target", () => {
  const error = relativeFrequencyError(estimate, target);
  [1, 0.5, 0].forEach((expected, j) => assertAlmostEquals(error[j], expected, 1e-15));
});

Deno.test("only the frequencies asked for are compared, in their order", () => {
  assertEquals(relativeFrequencyError(estimate, target, [2, 1]), Float64Array.of(0, 0.5));
});

Deno.test("a factor common to both spectra does not change the error", () => {
  const scaled = ({ re, im }: typeof target) => ({ re: re.map((v) => 8 * v), im: im.map((v) => 8 * v) });
  assertEquals(
    relativeFrequencyError(scaled(estimate), scaled(target)),
    relativeFrequencyError(estimate, target),
  );
});

Deno.test("a target of zero is rejected unless it is left out", () => {
  const zero = { re: Float64Array.of(1, 0), im: Float64Array.of(0, 0) };
  assertThrows(() => relativeFrequencyError(zero, zero), RangeError, "zero at index 1");
  assertEquals(relativeFrequencyError(zero, zero, [0]), Float64Array.of(0));
});

Deno.test("unequal lengths, indices outside and non-finite values are rejected", () => {
  const short = { re: Float64Array.of(1), im: Float64Array.of(1) };
  assertThrows(() => relativeFrequencyError(short, target), RangeError, "estimate has 1 entries");
  assertThrows(() => relativeFrequencyError(estimate, target, [3]), RangeError, "index 3 is outside 0 … 2");
  assertThrows(() => relativeFrequencyError(estimate, target, [0.5]), RangeError, "index 0.5");
  const bad = { re: Float64Array.of(NaN, 1, 1), im: new Float64Array(3) };
  assertThrows(() => relativeFrequencyError(bad, target), RangeError, "estimate.re[0] is NaN");
});
