import { assertEquals } from "@std/assert";
import { keyCells } from "../../../lib/sequences/anchors/mod.ts";
import anchorLength from "../../../notebooks/07_anchor_functions/anchor_length.ts";
import vocabularySize, { itemsTask } from "../../../notebooks/07_anchor_functions/vocabulary_size.ts";

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
