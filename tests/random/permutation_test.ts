import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { generator, permutation } from "../../lib/random/mod.ts";
import golden from "../golden/random_stream.json" with { type: "json" };

Deno.test("a permutation holds each number once", () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(), (n, seed) => {
      assertEquals(permutation(generator(seed), n).toSorted(), Int32Array.from({ length: n }, (_, i) => i));
    }),
    { seed: 1, numRuns: 100 },
  );
});

Deno.test("all 24 permutations of 4 elements are equally likely", () => {
  const source = generator(1);
  const counts = new Map<string, number>();
  const draws = 24_000;
  for (let i = 0; i < draws; i++) {
    const key = permutation(source, 4).join("");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  assertEquals(counts.size, 24);
  for (const count of counts.values()) assertAlmostEquals(count, 1000, 4.5 * Math.sqrt(1000));
});

Deno.test("the permutation of a seed is that of an independent implementation", () => {
  assertEquals([...permutation(generator(0), 10)], golden.permutation);
});

Deno.test("a negative, fractional or huge n is rejected", () => {
  for (const n of [-1, 2.5, NaN, 2 ** 31]) {
    assertThrows(() => permutation(generator(0), n), RangeError, `got ${n}`);
  }
});
