import { assertEquals, assertGreater } from "@std/assert";
import { generator } from "../../../lib/random/mod.ts";
import { chosenRows } from "../../../lib/sequences/anchors/chosen_rows.ts";
import { type AnchorBatch, compositeTask, sampleStream } from "../../../lib/sequences/anchors/mod.ts";

Deno.test("chosen rows keep tokens, keys, places, labels and mappings", () => {
  const batch = sampleStream(compositeTask("W"), "test", generator(3)).rows(0, 60);
  const part = chosenRows(batch, (row) => batch.keyPositions[row] === 2);
  assertGreater(part.rows, 0);
  const rows = [...batch.keyPositions.keys()].filter((row) => batch.keyPositions[row] === 2);
  const of = ({ tokens, keys, keyPositions, labels, mappings }: AnchorBatch, at: number) => [
    ...tokens.subarray(at * 9, (at + 1) * 9),
    ...[keys, keyPositions, labels, mappings].map((values) => values[at]),
  ];
  assertEquals(rows.map((_, i) => of(part, i)), rows.map((row) => of(batch, row)));
  assertEquals(part.rows, rows.length);
  assertEquals(chosenRows(batch, () => false).rows, 0);
});
