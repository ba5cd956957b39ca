import { assertEquals } from "@std/assert";
import { generator } from "../../../lib/random/mod.ts";
import { accuracyByPlace, mirrored, rowsWhere } from "../../../lib/sequences/anchors/edit_batch.ts";
import { identityTask, recitationTask, sampleStream } from "../../../lib/sequences/anchors/mod.ts";

Deno.test("rowsWhere() keeps whole rows", () => {
  const batch = sampleStream(identityTask(), "test", generator(1)).rows(0, 50);
  const kept = rowsWhere(batch, (row) => batch.keyPositions[row] < batch.length - 1);
  assertEquals(kept.rows, batch.keyPositions.filter((at) => at < 8).length);
  for (let row = 0; row < kept.rows; row++) {
    const at = kept.keyPositions[row];
    assertEquals(at < 8, true);
    assertEquals(kept.tokens[row * kept.length + at], kept.keys[row]);
    assertEquals(kept.tokens[row * kept.length + at - 1], 3);
    assertEquals(kept.labels[row], kept.keys[row]);
  }
});

Deno.test("a mirrored sentence keeps its question and its answer; what stood behind now stands before", () => {
  const batch = sampleStream(recitationTask(), "train", generator(5)).rows(0, 50), turned = mirrored(batch);
  assertEquals(turned.labels, batch.labels);
  for (let row = 0; row < batch.rows; row++) {
    const [before, after] = [batch, turned].map(({ tokens }) => [...tokens.slice(row * 9, row * 9 + 9)]);
    assertEquals(after, [...before.slice(0, 8).reverse(), before[8]]);
    assertEquals(after[turned.keyPositions[row]], batch.labels[row]);
  }
  assertEquals(mirrored(turned).tokens, batch.tokens);
});

Deno.test("accuracy by the key's place, and null where no key stands there", () => {
  const batch = sampleStream(identityTask(), "test", generator(1)).rows(0, 40),
    right = batch.labels,
    wrong = right.map((label) => label + 1);
  assertEquals(accuracyByPlace(batch, right, 5, "before"), 1);
  assertEquals(accuracyByPlace(batch, wrong, 5, "from"), 0);
  const mixed = right.map((label, row) => batch.keyPositions[row] < 5 ? label : label + 1);
  assertEquals([accuracyByPlace(batch, mixed, 5, "before"), accuracyByPlace(batch, mixed, 5, "from")], [
    1,
    0,
  ]);
  assertEquals(accuracyByPlace(batch, right, 13, "from"), null);
});
