import { assertAlmostEquals, assertEquals } from "@std/assert";
import { keyCells } from "../../lib/sequences/anchors/mod.ts";
import {
  halfwaySize,
  logSlope,
  vocabularyCases,
  vocabularyClaims,
  vocabularyExponents,
} from "../../notebooks/07_anchor_functions/claims_of_vocabulary.ts";
import vocabularySize, { itemsTask } from "../../notebooks/07_anchor_functions/vocabulary_size.ts";

Deno.test("halfwaySize() lies between the sizes around one half, and is null outside", () => {
  assertAlmostEquals(halfwaySize([100, 400], [0.25, 0.75])!, 200, 1e-9);
  assertAlmostEquals(halfwaySize([100, 400, 500], [0, 0.5, 1])!, 400, 1e-9);
  assertEquals(halfwaySize([100, 400], [0.6, 1]), null);
  assertEquals(halfwaySize([100, 400], [0.1, 0.4]), null);
});

Deno.test("logSlope() is the exponent of a power law", () => {
  assertAlmostEquals(logSlope([40, 80, 160], [40, 80, 160].map((x) => 3 * x ** 1.5)), 1.5, 1e-12);
});

const { settings: full } = vocabularySize;

Deno.test("items grow in three cases, the table alone in three, with one in common", () => {
  assertEquals(vocabularyCases(full.cases), { items: [0, 1, 2], table: [0, 3, 4] });
});

Deno.test("X5 is decided by the exponents of all seeds, and not without them", () => {
  // Accuracy 0.5 exactly at a size: items 40, 80, 160 at 250, 640, 1600; the table alone changes nothing.
  const at = (half: number) => full.sizes.map((size) => size < half ? 0 : size === half ? 0.5 : 1);
  const run = [250, 640, 1600, 250, 250].map(at);
  const { items, table } = vocabularyExponents(full, run);
  assertAlmostEquals(items!, Math.log(1600 / 250) / Math.log(4), 1e-9);
  assertAlmostEquals(table!, 0, 1e-9);
  const runs = (results: number[][][]) => ({
    seeds: results.map((_, i) => i),
    results,
    source: "stored, exact" as const,
  });
  assertEquals(vocabularyClaims("full", full, runs([run, run, run]))[0].verdict, "reproduced");
  assertEquals(
    vocabularyClaims("quick", full, runs([run, run, run]))[0].verdict,
    "not decided at this profile",
  );
  const without = [...run.slice(0, 4), full.sizes.map(() => 0)];
  assertEquals(
    vocabularyClaims("full", full, runs([run, without]))[0].verdict,
    "not decided at this profile",
  );
});

Deno.test("tables hold every key of their items, and no label is outside", () => {
  for (const one of full.cases) {
    const keys = keyCells(itemsTask(one), "train").flatMap(({ keys }) => [...keys]);
    assertEquals([Math.min(...keys), Math.max(...keys) < one.table], [20, true]);
    assertEquals(new Set(keys).size, one.items + 7);
  }
});
