import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { everySteps, logarithmicSteps } from "../../lib/train/mod.ts";

Deno.test("everySteps gives each multiple and the last step once", () => {
  assertEquals(everySteps(5, 12), [0, 5, 10, 12]);
  assertEquals(everySteps(5, 10), [0, 5, 10]);
  assertEquals(everySteps(5, 3), [0, 3]);
  assertEquals(everySteps(5, 0), [0]);
});

Deno.test("logarithmicSteps grows from 0 to the last step by about equal factors", () => {
  assertEquals(logarithmicSteps(5, 15), [0, 1, 3, 7, 15]);
  assertEquals(logarithmicSteps(4, 999), [0, 9, 99, 999]);
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(2_000_000), (count, last) => {
      const steps = logarithmicSteps(count, last);
      assertEquals([steps[0], steps.at(-1)], [0, last]);
      assert(
        steps.length <= count &&
          steps.every((step, i) => Number.isInteger(step) && (i === 0 || step > steps[i - 1])),
      );
    }),
    { seed: 6, numRuns: 200 },
  );
});

Deno.test("spacings, counts and last steps that make no list are refused", () => {
  for (const every of [0, -1, 0.5, NaN]) {
    assertThrows(() => everySteps(every, 10), RangeError, `got ${every}`);
  }
  for (const count of [1, 2.5, NaN]) {
    assertThrows(() => logarithmicSteps(count, 10), RangeError, `got ${count}`);
  }
  for (const last of [-1, 0.5, NaN, Infinity]) {
    assertThrows(() => everySteps(1, last), RangeError, `got ${last}`);
    assertThrows(() => logarithmicSteps(2, last), RangeError, `got ${last}`);
  }
});
