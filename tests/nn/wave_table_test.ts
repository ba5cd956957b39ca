import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { waveTable } from "../../lib/nn/wave_table.ts";

Deno.test("fixed waves: the first pair turns by one radian a position, and the last hardly", () => {
  const table = waveTable(4, 8, 10_000);
  assertEquals([...table.slice(0, 8)], [0, 1, 0, 1, 0, 1, 0, 1]);
  assertAlmostEquals(table[3 * 8], Math.sin(3));
  assertAlmostEquals(table[3 * 8 + 1], Math.cos(3));
  assertAlmostEquals(table[3 * 8 + 6], Math.sin(3 / 1000));
  assertThrows(() => waveTable(4, 7, 10_000), RangeError, "width 7");
});
