import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { type SinePointKind, sinePoints } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { amplitudeSpectrum, linspace } from "../../lib/spectral/mod.ts";
import golden from "../golden/numerics.json" with { type: "json" };

const spectrum = (x: Float64Array) =>
  amplitudeSpectrum(x, x.map((v) => Math.sin(6 * v)), linspace(0, 10, 11));

Deno.test("the 65 uneven points are those of a stable sort in NumPy", () => {
  const expected = golden.sinePoints.x.toSorted((a, b) => a - b);
  sinePoints({ n: 65, kind: "non-uniform" }).forEach((x, i) => assertAlmostEquals(x, expected[i], 1e-14));
});

Deno.test("their spectrum is the published measurement: 0.206 at k = 1 and 0.537 at k = 6", () => {
  const measured = [0, 0.206, 0.060, 0.012, 0.141, 0.026, 0.537, 0.034, 0.147, 0.120, 0.047];
  const found = spectrum(sinePoints({ n: 65, kind: "non-uniform" }));
  measured.forEach((amplitude, k) => assertAlmostEquals(found[k], amplitude, 0.0006));
});

Deno.test("even points have no low frequency, dense uneven ones little", () => {
  assertLess(Math.max(...spectrum(sinePoints({ n: 65, kind: "uniform" })).subarray(1, 6)), 1e-12);
  assertAlmostEquals(
    Math.max(...spectrum(sinePoints({ n: 1000, kind: "non-uniform" })).subarray(1, 6)),
    0.013,
    0.001,
  );
});

Deno.test("points rise, lie in [−π, π], and those that coincide are kept", () => {
  const x = sinePoints({ n: 65, kind: "non-uniform" });
  assertEquals(x, x.toSorted());
  assert(x.every((value) => Math.abs(value) <= Math.PI));
  // ±π are among the minimisers of both distances and ends of the even rest.
  assertEquals(x.filter((value) => value === Math.PI).length, 3);
});

Deno.test("even rest, random rest and the smallest sets have the size asked for", () => {
  assertEquals(sinePoints({ n: 31, kind: "non-uniform" }).length, 31);
  assertEquals(sinePoints({ n: 2, kind: "uniform" }), Float64Array.of(-Math.PI, Math.PI));
  const random = (seed: number) =>
    sinePoints({ n: 65, kind: "non-uniform", rest: "random", generator: generator(seed) });
  assertEquals(random(1), random(1));
  assert(random(1).some((value, i) => value !== random(2)[i]));
  const common = new Set(random(1));
  assert(random(2).filter((value) => common.has(value)).length >= 30);
});

Deno.test("fewer than 31 uneven or 2 even points are rejected", () => {
  for (const n of [30, 0, 40.5, NaN]) {
    assertThrows(() => sinePoints({ n, kind: "non-uniform" }), RangeError, `got ${n}`);
  }
  assertThrows(() => sinePoints({ n: 1, kind: "uniform" }), RangeError, "got 1");
});

Deno.test("unknown words, and random points without a generator, are rejected", () => {
  assertThrows(() => sinePoints({ n: 65, kind: "dense" as SinePointKind }), RangeError, '"dense"');
  assertThrows(() => sinePoints({ n: 65, kind: "non-uniform", rest: "odd" as "even" }), RangeError, '"odd"');
  assertThrows(() => sinePoints({ n: 65, kind: "non-uniform", rest: "random" }), TypeError, "generator");
});

Deno.test("fewer decoys make a weaker phantom, none a plain even set", () => {
  const phantom = (sinX: number, sin3X: number) =>
    Math.max(...spectrum(sinePoints({ n: 65, kind: "non-uniform", decoys: { sinX, sin3X } })).subarray(1, 6));
  assertLess(phantom(4, 2), phantom(10, 5));
  assertLess(phantom(10, 5), phantom(20, 10));
  assertEquals(
    sinePoints({ n: 65, kind: "non-uniform", decoys: { sinX: 0, sin3X: 0 } }),
    sinePoints({ n: 65, kind: "uniform" }),
  );
});

Deno.test("numbers of decoys that are none are refused", () => {
  const asking = (sinX: number) => () =>
    sinePoints({ n: 65, kind: "non-uniform", decoys: { sinX, sin3X: 0 } });
  assertThrows(asking(-1), RangeError, "decoys.sinX must be an integer in 0…10000, got -1");
  assertThrows(asking(1.5), RangeError, "got 1.5");
  assertThrows(asking(65), RangeError, "needs an integer n of 66 or more");
});
