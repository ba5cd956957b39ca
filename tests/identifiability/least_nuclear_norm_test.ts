import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { leastNuclearNorm } from "../../lib/identifiability/mod.ts";
import { jacobiSvd } from "../../lib/linalg/mod.ts";
import { generator } from "../../lib/random/mod.ts";

const nuclearNorm = (matrix: Float64Array, d: number) =>
  jacobiSvd(matrix, d, d).values.reduce((sum, value) => sum + value, 0);

Deno.test("the matrix of least nuclear norm that has three of four entries is known", () => {
  // [[1, a], [a, x]] with |a| < 1 has its least norm at x = a², where its rank is one.
  const found = leastNuclearNorm([1, 0.5, 0.5, NaN], [0, 1, 2], 2);
  assertAlmostEquals(found[3], 0.25, 1e-6);
  assertEquals([...found.subarray(0, 3)], [1, 0.5, 0.5]);
});

Deno.test("no other matrix with the same entries has a smaller nuclear norm", () => {
  const d = 4, source = generator(0), entries = Float64Array.from({ length: 16 }, () => source.normal());
  const seen = [0, 1, 2, 3, 4, 8, 12, 5], least = leastNuclearNorm(entries, seen, d);
  const norm = nuclearNorm(least, d);
  for (let trial = 0; trial < 50; trial++) {
    const other = least.map((value, at) => seen.includes(at) ? value : value + 0.1 * source.normal());
    assertLess(norm, nuclearNorm(other, d) + 1e-9);
  }
  seen.forEach((at) => assertEquals(least[at], entries[at]));
});

Deno.test("leastNuclearNorm() gives zeros for zeros and refuses entries that are none", () => {
  assertEquals([...leastNuclearNorm([0, 0, 0, 0], [0, 1], 2)], [0, 0, 0, 0]);
  assertThrows(() => leastNuclearNorm([1, 2, 3, 4], [], 2), RangeError, "seen entries");
  assertThrows(
    () => leastNuclearNorm([1, 2, 3, 4], [4], 2),
    RangeError,
    "entry 4, allowed different indices",
  );
  assertThrows(() => leastNuclearNorm([1, 2, 3, 4], [1, 1], 2), RangeError, "entry 1");
  assertThrows(() => leastNuclearNorm([1, NaN, 3, 4], [1], 2), RangeError, "seen entries");
});
