import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { shuffledBatches } from "../../lib/train/mod.ts";

const RUNS = { seed: 4, numRuns: 60 };

const settings = fc.integer({ min: 1, max: 30 }).chain((rows) =>
  fc.record({ rows: fc.constant(rows), size: fc.integer({ min: 1, max: rows }), seed: fc.nat(1000) })
);

Deno.test("an epoch's batches hold each row at most once, and all of them where the size divides the rows", () => {
  fc.assert(
    fc.property(settings, fc.nat(20), (options, epoch) => {
      const { rows, size } = options, perEpoch = Math.floor(rows / size);
      const batches = shuffledBatches(options);
      const seen = Array.from({ length: perEpoch }, (_, i) => [...batches.at(epoch * perEpoch + i)]).flat();
      assertEquals(seen.length, perEpoch * size);
      assertEquals(new Set(seen).size, seen.length);
      assert(seen.every((row) => Number.isInteger(row) && row >= 0 && row < rows));
    }),
    RUNS,
  );
});

Deno.test("the batch of a step is the same however the step is reached", () => {
  fc.assert(
    fc.property(settings, fc.array(fc.nat(200), { minLength: 1, maxLength: 20 }), (options, steps) => {
      const batches = shuffledBatches(options);
      for (const step of steps) assertEquals(batches.at(step), shuffledBatches(options).at(step));
    }),
    RUNS,
  );
});

Deno.test("epochs and seeds have orders of their own", () => {
  const order = (seed: number, epoch: number) => `${shuffledBatches({ rows: 50, size: 50, seed }).at(epoch)}`;
  const orders = [order(1, 0), order(1, 1), order(1, 2), order(2, 0), order(2, 1)];
  assertEquals(new Set(orders).size, orders.length);
});

Deno.test("a batch belongs to the caller", () => {
  const batches = shuffledBatches({ rows: 4, size: 2, seed: 1 }), first = batches.at(0).slice();
  batches.at(0).fill(-1);
  assertEquals(batches.at(0), first);
});

Deno.test("sizes, rows and steps that make no batch are refused", () => {
  const of = (rows: number, size: number) => () => shuffledBatches({ rows, size, seed: 1 });
  for (const size of [0, -1, 1.5, 11, NaN]) assertThrows(of(10, size), RangeError, `an integer in 1…10`);
  for (const rows of [0, -5, 2.5, NaN]) assertThrows(of(rows, 1), RangeError, `got ${rows}`);
  for (const step of [-1, 0.5, NaN]) {
    assertThrows(() => shuffledBatches({ rows: 2, size: 1, seed: 1 }).at(step), RangeError);
  }
});
