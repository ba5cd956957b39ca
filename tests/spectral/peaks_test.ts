import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { selectPeaks } from "../../lib/spectral/mod.ts";

Deno.test("peaks are entries above both neighbours, ends included", () => {
  assertEquals([...selectPeaks([5, 1, 3, 2, 4])], [0, 2, 4]);
});

Deno.test("a plateau counts once, by its first entry, and only if it is a peak", () => {
  assertEquals([...selectPeaks([0, 2, 2, 2, 1, 1, 3])], [1, 6]);
  assertEquals([...selectPeaks([1, 1, 1])], [0]);
});

Deno.test("low peaks are left out, relative to the highest", () => {
  assertEquals([...selectPeaks([0, 0.9, 0, 10, 0, 1, 0])], [3, 5]);
  assertEquals([...selectPeaks([0, 0.9, 0, 10, 0, 1, 0], { minimum: 0 })], [1, 3, 5]);
});

Deno.test("a count keeps the highest peaks, in the order of frequency", () => {
  assertEquals([...selectPeaks([0, 3, 0, 9, 0, 5, 0], { count: 2 })], [3, 5]);
  assertEquals([...selectPeaks([0, 5, 0, 9, 0, 3, 0], { count: 2 })], [1, 3]);
});

Deno.test("the zero spectrum has no peaks", () => {
  assertEquals(selectPeaks([0, 0, 0]).length, 0);
});

Deno.test("the greatest entry is always at a peak, and peaks ascend", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 30 }), (amplitude) => {
      const peaks = [...selectPeaks(amplitude, { minimum: 0 })];
      const greatest = Math.max(...amplitude);
      assert(greatest === 0 ? peaks.length === 0 : peaks.includes(amplitude.indexOf(greatest)));
      assertEquals(peaks, peaks.toSorted((a, b) => a - b));
    }),
    { seed: 8, numRuns: 200 },
  );
});

Deno.test("bad amplitudes and options are rejected", () => {
  assertThrows(() => selectPeaks([]), RangeError, "empty");
  assertThrows(() => selectPeaks([1, NaN]), RangeError, "amplitude[1] is NaN");
  assertThrows(() => selectPeaks([1, -1]), RangeError, "amplitude[1] is -1");
  assertThrows(() => selectPeaks([1], { minimum: 2 }), RangeError, "got 2");
  assertThrows(() => selectPeaks([1], { count: 0 }), RangeError, "got 0");
});
