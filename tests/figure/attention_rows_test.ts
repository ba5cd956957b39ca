import { assertEquals, assertThrows } from "@std/assert";
import { attentionRows } from "../../lib/figure/attention_rows.ts";

Deno.test("rows and flat weights give the same rows", () => {
  const rows = [[1, 0, 0], [0.25, 0.75, 0]];
  const flat = { queries: 2, keys: 3, weights: Float64Array.from(rows.flat()) };
  assertEquals(attentionRows("a map", flat, 3), rows);
  assertEquals(attentionRows("a map", rows.map((row) => Float64Array.from(row)), 3), rows);
});

Deno.test("weights that do not fit the tokens, or are no attention, are refused by name", () => {
  const refused = (rows: number[][], message: string) =>
    assertThrows(() => attentionRows("a map", rows, 2), RangeError, message);
  refused([], "a map: it has 0 rows for 2 tokens, allowed are 1 … 2");
  refused([[1, 0], [1, 0], [1, 0]], "it has 3 rows");
  refused([[1, 0], [1]], "row 1 has 1 weights");
  refused([[1, 0], [1.1, 0]], "row 1, column 0: the weight is 1.1");
  refused([[NaN, 0]], "the weight is NaN");
  refused([[1, -0.1]], "the weight is -0.1");
  assertThrows(
    () => attentionRows("a map", { queries: 2, keys: 2, weights: [1, 0, 1] }, 2),
    RangeError,
    "it has 3 weights, 2 queries of 2 keys need 4",
  );
});
