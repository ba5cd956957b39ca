import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { generator } from "../../../lib/random/mod.ts";
import { identityTask, keyCells, recitationTask, sampleStream } from "../../../lib/sequences/anchors/mod.ts";
import anchorLength from "../../../notebooks/07_anchor_functions/anchor_length.ts";
import { edgesOfSentence, rowsWhere } from "../../../notebooks/07_anchor_functions/knock_out.ts";
import { accuracyByPlace, waveTable } from "../../../notebooks/07_anchor_functions/longer_sentences.ts";
import { mirrored } from "../../../notebooks/07_anchor_functions/recitation.ts";
import { probabilitiesOf } from "../../../notebooks/07_anchor_functions/statistical_output.ts";
import { testSentences } from "../../../notebooks/07_anchor_functions/training.ts";
import vocabularySize, { itemsTask } from "../../../notebooks/07_anchor_functions/vocabulary_size.ts";

Deno.test("rowsWhere() keeps whole rows", () => {
  const batch = testSentences(identityTask(), 50, 1);
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

Deno.test("edges of a sentence: the wrong edge is never the key's, and only the key may look elsewhere", () => {
  for (let drawn = 0; drawn < 8; drawn++) {
    const { shift, broadcast, elsewhere, selves, restSelves } = edgesOfSentence(4, 9, () => drawn);
    assertEquals(shift, { layer: 1, query: 4, key: 3 });
    assertEquals(broadcast, { layer: 2, query: 8, key: 4 });
    assertEquals(elsewhere.key === 4, false);
    assertEquals([selves.length, restSelves.length], [9, 8]);
    assertEquals(restSelves.some(({ query }) => query === 4), false);
  }
});

Deno.test("probabilitiesOf() is a softmax of each row, of large logits too", () => {
  const probabilities = probabilitiesOf(Float32Array.of(0, Math.log(3), 1000, 1000), 2);
  [0.25, 0.75, 0.5, 0.5].forEach((value, i) => assertAlmostEquals(probabilities[i], value, 1e-6));
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

Deno.test("fixed waves: the first pair turns by one radian a position, and the last hardly", () => {
  const table = waveTable(4, 8, 10_000);
  assertEquals([...table.slice(0, 8)], [0, 1, 0, 1, 0, 1, 0, 1]);
  assertAlmostEquals(table[3 * 8], Math.sin(3));
  assertAlmostEquals(table[3 * 8 + 1], Math.cos(3));
  assertAlmostEquals(table[3 * 8 + 6], Math.sin(3 / 1000));
  assertThrows(() => waveTable(4, 7, 10_000), RangeError, "width 7");
});

Deno.test("accuracy by the key's place, and null where no key stands there", () => {
  const batch = testSentences(identityTask(), 40, 1),
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

Deno.test("the steps of an experiment are those of all its trainings", () => {
  const { shares, sentences, steps } = anchorLength.settings;
  assertEquals(anchorLength.steps(anchorLength.settings), shares.length * sentences.length * steps);
});

Deno.test("tables hold every key of their items, and no label is outside", () => {
  for (const one of vocabularySize.settings.cases) {
    const keys = keyCells(itemsTask(one), "train").flatMap(({ keys }) => [...keys]);
    assertEquals([Math.min(...keys), Math.max(...keys) < one.table], [20, true]);
    assertEquals(new Set(keys).size, one.items + 7);
  }
});
