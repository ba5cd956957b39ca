import { assertEquals, assertThrows } from "@std/assert";
import { textTable } from "../../lib/cli/text_table.ts";

Deno.test("textTable() aligns words left and numbers right, and counts letters, not code units", () => {
  assertEquals(
    textTable(["name", "n"], [["α🙂", "5"], ["longer", "123"]], [1]),
    ["name      n", "------  ---", "α🙂        5", "longer  123"].join("\n"),
  );
});

Deno.test("textTable() rejects a row of another length", () => {
  assertThrows(() => textTable(["a", "b"], [["1"]]), RangeError, "it has 1 cells, the header 2");
});
