import { assertAlmostEquals, assertThrows } from "@std/assert";
import { amplitudeSpectrum, linspace, meanAmplitudeSpectrum, nudft } from "../../lib/spectral/mod.ts";

const x = Float64Array.from({ length: 64 }, (_, i) => 2 * Math.PI * i / 64);

Deno.test("the amplitude of a sum of waves is half of each coefficient", () => {
  const y = x.map((v) => 2 * Math.sin(3 * v) - 0.5 * Math.cos(7 * v) + 4);
  const amplitude = amplitudeSpectrum(x, y, linspace(0, 10, 11));
  for (let k = 0; k <= 10; k++) {
    assertAlmostEquals(amplitude[k], k === 0 ? 4 : k === 3 ? 1 : k === 7 ? 0.25 : 0, 1e-14);
  }
});

Deno.test("the mean amplitude averages moduli, not complex values", () => {
  // sin and −sin cancel as functions, but not as amplitudes.
  const Y = Float64Array.from({ length: 128 }, (_, i) => (i % 2 ? -1 : 1) * Math.sin(2 * x[i >> 1]));
  const mean = meanAmplitudeSpectrum(x, Y, 2, [1, 2]);
  assertAlmostEquals(mean[0], 0, 1e-15);
  assertAlmostEquals(mean[1], 0.5, 1e-15);
});

Deno.test("the amplitude is the modulus of the transform", () => {
  const k = linspace(0, 5, 23);
  const points = [0.1, 0.5, 0.51, 2];
  const y = [1, -2, 0.5, 3];
  const { re, im } = nudft(points, y, k);
  amplitudeSpectrum(points, y, k).forEach((a, j) =>
    assertAlmostEquals(a * a, re[j] ** 2 + im[j] ** 2, 1e-14)
  );
});

Deno.test("bad input is rejected as by the transform", () => {
  assertThrows(() => amplitudeSpectrum([1], [1, 2], [1]), RangeError, "2");
  assertThrows(() => meanAmplitudeSpectrum([1], [1], 1, []), RangeError, "k is empty");
});
