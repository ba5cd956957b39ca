import { assertEquals, assertThrows } from "@std/assert";
import { attentionMap } from "../../lib/interpret/measures/mod.ts";
import { keyFlow } from "../../lib/interpret/measures/key_flow.ts";
import { rowsAtColumn, shiftedRows } from "../../lib/interpret/measures/row_maxima.ts";

Deno.test("keyFlow() averages the key's look at its anchor and the last position's at the key", () => {
  const first = (shift: number) => [attentionMap([1, 0, 0, shift, 1 - shift, 0, 0, 0, 1], 3)];
  const second = (broadcast: number) => [attentionMap([0, broadcast, 1 - broadcast], 3)];
  const maps = [[first(0.5), second(1)], [first(1), second(0.5)]];
  assertEquals(keyFlow(maps, [1, 1]), { shift: 0.75, broadcast: 0.75 });
  assertThrows(() => keyFlow(maps, [3, 1]), RangeError, "position");
});

Deno.test("shiftedRows() counts greatest entries right of the diagonal, without the last row", () => {
  const next = Array.from({ length: 9 }, (_, i) => (i % 3 === Math.floor(i / 3) + 1 ? 1 : 0));
  assertEquals(shiftedRows(next, 3), 2);
  assertEquals(shiftedRows([1, 0, 0, 0, 1, 0, 0, 0, 1], 3), 0);
});

Deno.test("rowsAtColumn() counts rows whose greatest entry is in the column", () => {
  assertEquals(rowsAtColumn([0, 1, 0, 0, 2, 1, 3, 1, 0], 3, 1), 2);
});
