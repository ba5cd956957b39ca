import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type Penalty, tikhonov, totalVariation } from "../../../lib/wave/regularisers/mod.ts";
import { generator, normalArray } from "../../../lib/random/mod.ts";

const shape = { nz: 6, nx: 5 };
const PENALTIES: Record<string, (map: Float64Array) => Penalty> = {
  "total variation": (map) => totalVariation(map, shape, 0.3),
  "Tikhonov of order 1": (map) => tikhonov(map, shape, 1),
  "Tikhonov of order 2": (map) => tikhonov(map, shape, 2),
};

for (const [name, penalty] of Object.entries(PENALTIES)) {
  Deno.test(`${name}: its gradient is the central difference`, () => {
    const map = normalArray(generator(1, name), 30, 0, 1), { gradient } = penalty(map), step = 1e-5;
    map.forEach((value, i) => {
      const difference = penalty(map.with(i, value + step)).value - penalty(map.with(i, value - step)).value;
      assertAlmostEquals(gradient[i], difference / (2 * step), 1e-7);
    });
  });

  Deno.test(`${name}: a constant costs nothing, whatever is added costs the same`, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (seed, shift) => {
          const map = normalArray(generator(seed), 30, 0, 1);
          assertEquals(penalty(new Float64Array(30).fill(shift)).value, 0);
          assertAlmostEquals(penalty(map.map((v) => v + shift)).value, penalty(map).value, 1e-8);
          // What is added changes nothing, so that the gradient sums to 0.
          assertAlmostEquals(
            penalty(map).gradient.reduce((sum, g) => sum + g),
            0,
            1e-9,
          );
        },
      ),
    );
  });
}

Deno.test("total variation counts a step by its height, however steep; Tikhonov prefers a ramp", () => {
  const step = Float64Array.from([0, 0, 0, 4, 4, 4]), ramp = Float64Array.from([0, 0.8, 1.6, 2.4, 3.2, 4]);
  const line = { nz: 1, nx: 6 };
  assertAlmostEquals(totalVariation(step, line, 1e-6).value, totalVariation(ramp, line, 1e-6).value, 1e-4);
  assert(tikhonov(step, line, 1).value > 2 * tikhonov(ramp, line, 1).value);
  assertAlmostEquals(tikhonov(ramp, line, 2).value, 0, 1e-20);
});

Deno.test("maps that do not fit and settings out of range are errors", () => {
  assertThrows(() => totalVariation(new Float64Array(29), shape, 1), RangeError, "needs 30");
  assertThrows(() => totalVariation(new Float64Array(30), shape, 0), RangeError, "epsilon");
  assertThrows(() => tikhonov(new Float64Array(30), shape, 3 as 2), RangeError, "order");
});
