import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { parityDataset, splitByProportion } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import {
  linspace,
  modulus,
  nudftAlong,
  paritySpectrum,
  paritySpectrumExact,
  subsampleSpectrumRms,
} from "../../lib/spectral/mod.ts";
import { assertComplexClose } from "./support.ts";

const K = linspace(0, Math.PI, 101);
const all = (n: number) => Array.from({ length: n }, (_, j) => j + 1);

Deno.test("the exact parity spectrum agrees with the sum over all points, for 1 to 10 bits", () => {
  for (let n = 1; n <= 10; n++) {
    const { x, y } = parityDataset(n, all(n));
    assertComplexClose(paritySpectrumExact(n, K), nudftAlong(x, y, new Float64Array(n).fill(1), K), 5e-14);
  }
});

Deno.test("its amplitude is |sin k|^n", () => {
  for (const n of [1, 2, 7, 10]) {
    modulus(paritySpectrumExact(n, K)).forEach((amplitude, j) => {
      assertAlmostEquals(amplitude, Math.abs(Math.sin(K[j])) ** n, 1e-15);
    });
  }
});

Deno.test("the spectrum summed by number of ones agrees with the plain sum on a sample and for any values", () => {
  const { train } = splitByProportion(parityDataset(8, [1, 4, 5]), 0.3, generator(1));
  const output = train.y.map((value, i) => 0.3 * value + Math.sin(i));
  const direct = nudftAlong(train.x, output, new Float64Array(8).fill(1), K);
  assertComplexClose(paritySpectrum(train.x, output, 8, K), direct, 1e-14);
});

Deno.test("the expected deviation of a subset is 0.062, 0.031 and 0.016 at proportions 0.2, 0.5 and 0.8", () => {
  const rms = [0.2, 0.5, 0.8].map((p) => subsampleSpectrumRms(Math.round(1024 * p), 1024, [0])[0]);
  assertEquals(rms.map((value) => value.toFixed(3)), ["0.062", "0.031", "0.016"]);
});

Deno.test("the expected deviation agrees with the mean over many random subsets", () => {
  const n = 6;
  const data = parityDataset(n, all(n));
  const k = [0.3, Math.PI / 3, 1.4];
  const exact = paritySpectrumExact(n, k);
  const squares = new Float64Array(k.length);
  const splits = 3000;
  for (let seed = 0; seed < splits; seed++) {
    const { train } = splitByProportion(data, 0.25, generator(seed));
    const { re, im } = paritySpectrum(train.x, train.y, n, k);
    re.forEach((_, j) => squares[j] += ((re[j] - exact.re[j]) ** 2 + (im[j] - exact.im[j]) ** 2) / splits);
  }
  subsampleSpectrumRms(16, 64, modulus(exact)).forEach((rms, j) => {
    assertAlmostEquals(Math.sqrt(squares[j]) / rms, 1, 0.05);
  });
});

Deno.test("the whole set has no deviation", () => {
  assertEquals(subsampleSpectrumRms(64, 64, [0, 0.5]), Float64Array.of(0, 0));
});

Deno.test("entries other than ±1 and sizes that do not fit are rejected", () => {
  assertThrows(
    () => paritySpectrum([1, 0], [1], 2, K),
    RangeError,
    "X[1] is 0, parity inputs must be −1 or 1",
  );
  assertThrows(() => paritySpectrum([1, NaN], [1], 2, K), RangeError, "X[1] is NaN");
  assertThrows(() => paritySpectrum([1, 1, 1], [1], 2, K), RangeError, "X has 3 entries");
  assertThrows(() => paritySpectrum([], [], 2, K), RangeError, "y is empty");
  assertThrows(() => paritySpectrum([1], [1], 1, []), RangeError, "k is empty");
  assertThrows(() => paritySpectrum([1], [NaN], 1, K), RangeError, "y[0] is NaN");
  assertThrows(() => paritySpectrumExact(0, K), RangeError, "got 0");
  assertThrows(() => paritySpectrumExact(2.5, K), RangeError, "got 2.5");
  assertThrows(() => paritySpectrumExact(3, []), RangeError, "k is empty");
  assertThrows(() => subsampleSpectrumRms(0, 10, [0]), RangeError, "got 0");
  assertThrows(() => subsampleSpectrumRms(11, 10, [0]), RangeError, "got 11");
  assertThrows(() => subsampleSpectrumRms(1, 1, [0]), RangeError, "got 1");
  assertThrows(() => subsampleSpectrumRms(5, 10, [1.5]), RangeError, "1.5");
});
