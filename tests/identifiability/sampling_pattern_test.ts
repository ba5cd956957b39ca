import { assertEquals, assertThrows } from "@std/assert";
import { samplingPattern } from "../../lib/identifiability/mod.ts";
import { generator } from "../../lib/random/mod.ts";

Deno.test("the nested pattern is the teaching notebook's, cross after cross", () => {
  assertEquals(samplingPattern("nested", 4, 16), [0, 1, 2, 3, 4, 8, 12, 5, 6, 7, 9, 13, 10, 11, 14, 15]);
  assertEquals(samplingPattern("nested", 4, 3), [0, 1, 2]);
});

Deno.test("a cross takes whole rows and columns of choice first", () => {
  const seen = new Set(samplingPattern("cross", 4, 12, { rows: [0, 3], columns: [0, 2] }));
  for (let index = 0; index < 16; index++) {
    assertEquals(
      seen.has(index),
      [0, 3].includes(Math.floor(index / 4)) || [0, 2].includes(index % 4),
      `${index}`,
    );
  }
  assertEquals(samplingPattern("cross", 4, 16), samplingPattern("nested", 4, 16));
});

Deno.test("random patterns are different entries, the same ones for the same generator", () => {
  const draw = () => samplingPattern("random", 4, 7, { generator: generator(3) });
  assertEquals(new Set(draw()).size, 7);
  assertEquals(draw(), draw());
});

Deno.test("patterns refuse numbers of entries, names and rows that are none", () => {
  for (const n of [0, 17, 1.5]) {
    assertThrows(() => samplingPattern("nested", 4, n), RangeError, `1 … 16, got ${n}`);
  }
  assertThrows(
    () => samplingPattern("spiral" as "nested", 4, 3),
    RangeError,
    "allowed are nested, cross, random",
  );
  assertThrows(() => samplingPattern("random", 4, 3), RangeError, "needs a generator");
  assertThrows(() => samplingPattern("cross", 4, 3, { rows: [4] }), RangeError, "0 … 3, got 4");
  assertThrows(() => samplingPattern("cross", 4, 3, { columns: [1, 1] }), RangeError, "repeat");
});
