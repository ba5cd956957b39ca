import { assertAlmostEquals, assertEquals, assertGreater, assertLess, assertThrows } from "@std/assert";
import { parityDataset, sinePoints, splitByProportion } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import {
  linspace,
  nudft,
  paritySpectrum,
  paritySpectrumExact,
  spectralMismatch,
} from "../../lib/spectral/mod.ts";

Deno.test("the mismatch is the greatest modulus of the difference inside the band", () => {
  const sample = { re: Float64Array.of(1, 0, 9), im: Float64Array.of(0, 3, 0) };
  const reference = { re: Float64Array.of(1, 4, 0), im: Float64Array.of(2, 0, 0) };
  assertEquals(spectralMismatch(sample, reference, [0, 1, 2], { from: 0, to: 0 }), 2);
  assertEquals(spectralMismatch(sample, reference, [0, 1, 2], { from: 0, to: 1 }), 5);
  assertEquals(spectralMismatch(sample, reference, [0, 1, 2], { from: 0, to: 9 }), 9);
});

Deno.test("on sin 6x it is 0.206 for the 65 uneven points and nearly 0 for even ones", () => {
  const k = linspace(1, 5, 5);
  const spectrum = (x: Float64Array) => nudft(x, x.map((v) => Math.sin(6 * v)), k);
  const dense = spectrum(sinePoints({ n: 1000, kind: "uniform" }));
  const band = { from: 1, to: 5 };
  const uneven = spectralMismatch(spectrum(sinePoints({ n: 65, kind: "non-uniform" })), dense, k, band);
  const even = spectralMismatch(spectrum(sinePoints({ n: 65, kind: "uniform" })), dense, k, band);
  assertAlmostEquals(uneven, 0.206, 0.0005);
  assertLess(even, 1e-12);
});

Deno.test("on parity it falls as the share of the points grows", () => {
  const k = linspace(0, Math.PI / 2, 101);
  const exact = paritySpectrumExact(10, k);
  const data = parityDataset(10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const means = [0.2, 0.5, 0.8].map((proportion) => {
    let sum = 0;
    for (let seed = 0; seed < 10; seed++) {
      const { train } = splitByProportion(data, proportion, generator(seed));
      sum += spectralMismatch(paritySpectrum(train.x, train.y, 10, k), exact, k, {
        from: 0,
        to: Math.PI / 4,
      });
    }
    return sum / 10;
  });
  assertGreater(means[0], means[1]);
  assertGreater(means[1], means[2]);
});

Deno.test("an empty band, unequal lengths and non-finite frequencies are rejected", () => {
  const one = { re: Float64Array.of(1), im: Float64Array.of(0) };
  const two = { re: Float64Array.of(1, 1), im: Float64Array.of(0, 0) };
  assertThrows(() => spectralMismatch(one, one, [1], { from: 2, to: 3 }), RangeError, "[2, 3]");
  assertThrows(() => spectralMismatch(one, one, [1], { from: 3, to: 0 }), RangeError, "[3, 0]");
  assertThrows(() => spectralMismatch(one, one, [1], { from: NaN, to: 3 }), RangeError, "[NaN, 3]");
  assertThrows(() => spectralMismatch(two, one, [1], { from: 0, to: 3 }), RangeError, "sample has 2");
  assertThrows(() => spectralMismatch(one, two, [1], { from: 0, to: 3 }), RangeError, "reference has 2");
  assertThrows(() => spectralMismatch(one, one, [NaN], { from: 0, to: 3 }), RangeError, "k[0] is NaN");
});
