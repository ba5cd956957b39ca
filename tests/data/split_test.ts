import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { parityDataset, splitByProportion } from "../../lib/data/mod.ts";
import { generator } from "../../lib/random/mod.ts";

const data = parityDataset(6, [1, 2]);
const keys = (x: Float64Array) =>
  Array.from({ length: x.length / 6 }, (_, i) => x.slice(6 * i, 6 * i + 6).join());

Deno.test("every row lands in exactly one part, and the training part has the rounded share", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.02, max: 0.98, noNaN: true }), fc.nat(), (proportion, seed) => {
      const { train, test } = splitByProportion(data, proportion, generator(seed));
      assertEquals(train.rows, Math.round(64 * proportion));
      assertEquals([...keys(train.x), ...keys(test.x)].toSorted(), keys(data.x).toSorted());
    }),
    { seed: 13, numRuns: 60 },
  );
});

Deno.test("targets stay with their inputs", () => {
  const { train } = splitByProportion(data, 0.5, generator(1));
  train.y.forEach((target, i) => assertEquals(target, train.x[6 * i] * train.x[6 * i + 1]));
});

Deno.test("the split is a matter of the seed", () => {
  const first = (seed: number) => splitByProportion(data, 0.5, generator(seed)).train.x;
  assertEquals(first(1), first(1));
  assertNotEquals(first(1), first(2));
});

Deno.test("proportions outside (0, 1) and empty parts are rejected", () => {
  for (const proportion of [0, 1, -0.5, 2, NaN]) {
    assertThrows(() => splitByProportion(data, proportion, generator(0)), RangeError, `got ${proportion}`);
  }
  assertThrows(() => splitByProportion(data, 0.001, generator(0)), RangeError, "training part empty");
  assertThrows(() => splitByProportion(data, 0.999, generator(0)), RangeError, "test part empty");
});
