import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { generator, permutation, sampleWithoutReplacement } from "../../lib/random/mod.ts";

Deno.test("a sample holds k different numbers below n", () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), fc.nat(), (a, b, seed) => {
      const [k, n] = [Math.min(a, b), Math.max(a, b)];
      const sample = sampleWithoutReplacement(generator(seed), n, k);
      assertEquals(sample.length, k);
      assertEquals(new Set(sample).size, k);
      assert(sample.every((value) => value >= 0 && value < n));
    }),
    { seed: 2, numRuns: 200 },
  );
});

Deno.test("the sparse shuffle equals a shuffle of the whole array from the front", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (n, seed) => {
      const source = generator(seed);
      const array = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = 0; i < n; i++) {
        const chosen = i + source.integer(n - i);
        [array[i], array[chosen]] = [array[chosen], array[i]];
      }
      assertEquals(sampleWithoutReplacement(generator(seed), n, n), array);
    }),
    { seed: 3, numRuns: 100 },
  );
});

Deno.test("each of the 20 ordered pairs from 5 is equally likely", () => {
  const source = generator(4);
  const counts = new Map<string, number>();
  for (let i = 0; i < 20_000; i++) {
    const key = sampleWithoutReplacement(source, 5, 2).join("");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  assertEquals(counts.size, 20);
  for (const count of counts.values()) assertAlmostEquals(count, 1000, 4.5 * Math.sqrt(1000));
});

Deno.test("a small sample of a huge population is drawn without listing it", () => {
  const sample = sampleWithoutReplacement(generator(5), 2 ** 31 - 1, 3);
  assertEquals(new Set(sample).size, 3);
});

Deno.test("an empty sample leaves the generator where it was", () => {
  const source = generator(6);
  const state = source.state();
  assertEquals(sampleWithoutReplacement(source, 10, 0).length, 0);
  assertEquals(permutation(source, 1), Int32Array.of(0));
  assertEquals(source.state(), state);
});

Deno.test("sizes out of range are rejected with their values", () => {
  assertThrows(() => sampleWithoutReplacement(generator(0), 5, 6), RangeError, "0 … 5, got 6");
  assertThrows(() => sampleWithoutReplacement(generator(0), 5, -1), RangeError, "got -1");
  assertThrows(() => sampleWithoutReplacement(generator(0), 5, 1.5), RangeError, "got 1.5");
  assertThrows(() => sampleWithoutReplacement(generator(0), NaN, 1), RangeError, "got NaN");
});
