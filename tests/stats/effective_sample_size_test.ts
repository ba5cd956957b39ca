import { assert, assertEquals, assertThrows } from "@std/assert";
import { generator } from "../../lib/random/mod.ts";
import { effectiveSampleSize } from "../../lib/stats/mod.ts";

/** x ← ρx + √(1 − ρ²) ξ. */
function chain(correlation: number, length: number): Float64Array {
  const stream = generator(5, "chain", correlation);
  let x = stream.normal();
  return Float64Array.from(
    { length },
    () => x = correlation * x + Math.sqrt(1 - correlation ** 2) * stream.normal(),
  );
}

Deno.test("a chain of correlation ρ is worth (1 − ρ)/(1 + ρ) of its length", () => {
  for (const correlation of [0, 0.5, 0.9]) {
    const expected = 20_000 * (1 - correlation) / (1 + correlation),
      found = effectiveSampleSize(chain(correlation, 20_000));
    assert(Math.abs(found / expected - 1) < 0.2, `${correlation}: ${found} for ${expected}`);
  }
});

Deno.test("a drifting chain is worth next to nothing, and no chain more than its length", () => {
  assert(effectiveSampleSize(Float64Array.from({ length: 100 }, (_, i) => i)) < 3);
  assertEquals(effectiveSampleSize([1, -1, 1, -1, 1, -1]), 6);
});

Deno.test("a constant chain has no size, nor have three numbers", () => {
  assertThrows(() => effectiveSampleSize([2, 2, 2, 2]), RangeError, "constant (2)");
  assertThrows(() => effectiveSampleSize([1, 2, 3]), RangeError, "at least 4");
});
