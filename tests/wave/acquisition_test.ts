import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { lineAcquisition, muteMask, pointsPerWavelength, rickerWavelet } from "../../lib/wave/mod.ts";
import { preconditionByIllumination } from "../../lib/wave/mod.ts";
import { checkpointPlan, MemoryLimitError } from "../../lib/wave/checkpoint_plan.ts";

Deno.test("lineAcquisition() puts sources into the middle of equal parts, and every n-th column listens", () => {
  const shots = lineAcquisition({ nx: 12, shots: 3, receiverEvery: 5 });
  assertEquals(shots.map(({ source }) => source), [[1, 2], [1, 6], [1, 10]]);
  assertEquals(shots[2].receivers, [[1, 0], [1, 5], [1, 10]]);
  assertEquals(lineAcquisition({ nx: 4, shots: 4, row: 0 }).map(({ source: [, x] }) => x), [0, 1, 2, 3]);
  assertThrows(
    () => lineAcquisition({ nx: 4, shots: 5 }),
    RangeError,
    "shots must be an integer in 1 … 4, got 5",
  );
  assertThrows(() => lineAcquisition({ nx: 4, shots: 1, receiverEvery: 0 }), RangeError, "receiverEvery");
});

Deno.test("rickerWavelet() has its peak at the delay, no mean, and its spectrum's peak at its frequency", () => {
  const options = { peakFrequency: 6, timeStep: 2e-3, steps: 500 }, wavelet = rickerWavelet(options);
  assertEquals(wavelet.indexOf(1), 125);
  assertAlmostEquals(wavelet.reduce((sum, w) => sum + w, 0), 0, 1e-6);
  const size = (f: number) => {
    const part = (turn: (x: number) => number) =>
      wavelet.reduce((sum, w, n) => sum + w * turn(2 * Math.PI * f * n * options.timeStep), 0);
    return Math.hypot(part(Math.cos), part(Math.sin));
  };
  assertEquals([5.5, 6.5].every((f) => size(f) < size(6)), true);
  assertEquals(rickerWavelet({ ...options, amplitude: 3, delay: 0.1 })[50], 3);
  assertThrows(() => rickerWavelet({ ...options, peakFrequency: 110 }), RangeError, "holds 250 Hz at most");
  assertThrows(() => rickerWavelet({ ...options, steps: 0 }), RangeError, "steps");
  assertThrows(() => rickerWavelet({ ...options, delay: NaN }), RangeError, "delay");
  assertAlmostEquals(pointsPerWavelength(1500, 30, 4), 5, 1e-12);
});

Deno.test("muteMask() leaves out known rows and rises around each source", () => {
  const shots = [{ source: [3, 2] as const, receivers: [[0, 0] as const] }];
  const mask = muteMask({ nz: 8, nx: 7, rows: 2, shots, radius: 3 }),
    at = (z: number, x: number) => mask[z * 7 + x];
  assertEquals([at(0, 0), at(1, 6), at(3, 2), at(7, 6), at(3, 5)], [0, 0, 0, 1, 1]);
  assertAlmostEquals(at(3, 3), 0.25, 1e-12);
  assertEquals(muteMask({ nz: 2, nx: 2 }), new Float64Array(4).fill(1));
  assertThrows(
    () => muteMask({ nz: 3, nx: 3, rows: 4 }),
    RangeError,
    "rows must be an integer in 0 … 3, got 4",
  );
  assertThrows(
    () => muteMask({ nz: 3, nx: 3, radius: -1 }),
    RangeError,
    "radius must not be negative, got -1",
  );
  assertThrows(() => muteMask({ nz: 3, nx: 3, shots }), RangeError, "the source of shot 0 must lie");
});

Deno.test("preconditionByIllumination() keeps the best lit cell and holds dark ones back", () => {
  const [lit, half, dark] = preconditionByIllumination(
    Float64Array.of(2, 2, 2),
    Float64Array.of(4, 2, 0),
    0.1,
  );
  assertAlmostEquals(lit, 2, 1e-12);
  assertAlmostEquals(half, 2 * 1.1 / 0.6, 1e-12);
  assertAlmostEquals(dark, 22, 1e-12);
  const none = new Float64Array(1);
  assertThrows(
    () => preconditionByIllumination(none, none),
    RangeError,
    "must be positive and finite, got 0",
  );
  assertThrows(() => preconditionByIllumination(none, new Float64Array(2)), RangeError, "has 1 entries");
});

Deno.test("checkpointPlan() takes the fewest parts that keep the limit, whole intervals each", () => {
  const sizes = { steps: 99, storeEvery: 4, stored: 100, state: 50, fixed: 1000 };
  const of = (limit: number) => checkpointPlan({ ...sizes, limit });
  assertEquals(of(1e9), { segments: 1, length: 100, stored: 25, states: 0, bytes: 3500 });
  assertEquals(of(3499), { segments: 2, length: 52, stored: 13, states: 2, bytes: 2400 });
  assertEquals(of(2399).segments, 3);
  // 1000 + 100·⌈25/n⌉ + 50·n is least for n = 7, four stored steps each.
  const { needed } = assertThrows(() => of(1000), MemoryLimitError);
  assertEquals(needed, 1750);
  assertEquals(of(needed).bytes, needed);
});
