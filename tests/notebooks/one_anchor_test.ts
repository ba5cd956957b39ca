import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { identityTask } from "../../lib/sequences/anchors/mod.ts";
import {
  accuracyAt,
  decidedShare,
  rowsAtColumn,
  shiftedRows,
  stepOfLearning,
} from "../../notebooks/07_anchor_functions/claims_of_one_anchor.ts";
import { edgesOfSentence } from "../../notebooks/07_anchor_functions/knock_out.ts";
import { rowsWhere, testSentences } from "../../notebooks/07_anchor_functions/one_anchor_training.ts";
import { probabilitiesOf } from "../../notebooks/07_anchor_functions/statistical_output.ts";

Deno.test("rowsWhere() keeps whole rows, in their order, and no more than asked for", () => {
  const batch = testSentences(identityTask(), 50, 1);
  const kept = rowsWhere(batch, (row) => batch.keyPositions[row] < batch.length - 1, 10);
  assertEquals(kept.rows, 10);
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

Deno.test("shiftedRows() counts greatest entries right of the diagonal, without the last row", () => {
  const next = Array.from({ length: 9 }, (_, i) => (i % 3 === Math.floor(i / 3) + 1 ? 1 : 0));
  assertEquals(shiftedRows(next, 3), 2);
  assertEquals(shiftedRows([1, 0, 0, 0, 1, 0, 0, 0, 1], 3), 0);
});

Deno.test("rowsAtColumn() counts rows whose greatest entry is in the column", () => {
  assertEquals(rowsAtColumn([0, 1, 0, 0, 2, 1, 3, 1, 0], 3, 1), 2);
});

Deno.test("stepOfLearning() is the first step at 0.95, or one after the last", () => {
  assertEquals(stepOfLearning({ steps: [0, 10, 20], loss: [1, 1, 1], accuracy: [0, 0.95, 0.9] }), 10);
  assertEquals(stepOfLearning({ steps: [0, 10, 20], loss: [1, 1, 1], accuracy: [0, 0.5, 0.9] }), 21);
});

Deno.test("decidedShare() counts both ends", () => {
  assertEquals(decidedShare([0.05, 0.5, 0.8, 0.95]), 0.5);
});

Deno.test("accuracyAt() names a training that is missing", () => {
  const runs = [{ transformer: [{ size: 200, train: 1, test: 0.1, bestTest: 0.2 }] }];
  assertEquals(accuracyAt(runs, "transformer", 200), [0.1]);
  assertEquals(accuracyAt(runs, "transformer", 200, "train"), [1]);
  assertThrows(() => accuracyAt(runs, "transformer", 300), RangeError, '"transformer" on 300 sentences');
});
