import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { generator } from "../../../lib/random/mod.ts";
import { standardDeviation } from "../../../lib/stats/mod.ts";
import { addNoise, discrepancyLevel, lowPass } from "../../../lib/wave/signals/mod.ts";

const dt = 0.002, nt = 500;
const tone = (frequency: number) =>
  Float64Array.from(
    { length: nt },
    (_, n) => Math.sin(2 * Math.PI * frequency * n * dt) * Math.sin(Math.PI * n / nt) ** 2,
  );
const size = (signal: Float64Array) => Math.sqrt(signal.reduce((sum, v) => sum + v * v, 0));

Deno.test("a low pass keeps what lies below its cutoff, halves the power at it, and removes what lies above", () => {
  const through = (frequency: number) =>
    size(lowPass(tone(frequency), { dt, cutoff: 20 })) / size(tone(frequency));
  assertAlmostEquals(through(5), 1, 1e-3);
  assertAlmostEquals(through(20), Math.SQRT1_2, 0.02);
  assert(through(60) < 0.02, `${through(60)}`);
});

Deno.test("the filter does not move a pulse in time, and traces do not mix", () => {
  const pulse = new Float64Array(nt).with(200, 1), filtered = lowPass(pulse, { dt, cutoff: 30 });
  for (let k = 1; k < 100; k++) assertAlmostEquals(filtered[200 - k], filtered[200 + k], 1e-12);
  const both = Float64Array.from({ length: 2 * nt }, (_, i) => i % 2 === 0 ? pulse[i / 2] : 0);
  const apart = lowPass(both, { dt, cutoff: 30, traces: 2 });
  for (let i = 0; i < nt; i++) assertEquals([apart[2 * i], apart[2 * i + 1]], [filtered[i], 0]);
});

Deno.test("the noise has the strength that was asked for, in both measures", () => {
  const data = tone(10), sigma = standardDeviation(data);
  const noisy = addNoise(data, { relative: 0.5 }, generator(3));
  assertAlmostEquals(noisy.noise, 0.5 * sigma, 1e-3 * sigma);
  assertAlmostEquals(
    standardDeviation(noisy.data.map((v, i) => v - data[i])),
    noisy.noise,
    0.1 * noisy.noise,
  );
  const twenty = addNoise(data, { snrDb: 20 }, generator(3));
  assertAlmostEquals(twenty.noise, noisy.noise / 5, 1e-12);
  assertEquals(addNoise(data, { relative: 0 }, generator(3)).data, data);
});

Deno.test("noise alone leaves the misfit at which an inversion is to stop", () => {
  const data = tone(10), { data: noisy, noise } = addNoise(data, { relative: 1 }, generator(4));
  const misfit = noisy.reduce((sum, v, i) => sum + (v - data[i]) ** 2 / 2, 0);
  assertAlmostEquals(misfit / discrepancyLevel([noise], [nt]), 1, 0.15);
  assertEquals(discrepancyLevel([2, 1], [3, 4]), 8);
});

Deno.test("levels, cutoffs and lengths out of range are errors", () => {
  assertThrows(() => lowPass(tone(1), { dt, cutoff: 250 }), RangeError, "between 0 and 250 Hz, got 250");
  assertThrows(() => lowPass(tone(1), { dt, cutoff: 20, traces: 3 }), RangeError, "no whole rows of 3");
  assertThrows(() => addNoise([1, 2], { relative: -1 }, generator(0)), RangeError, "not negative");
  assertThrows(() => addNoise([1], { relative: 1 }, generator(0)), RangeError, "at least 2");
  assertThrows(() => discrepancyLevel([1], []), RangeError, "1 entries");
  assertThrows(() => discrepancyLevel([-1], [3]), RangeError, "got -1 for gather 0");
});
