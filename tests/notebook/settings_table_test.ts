import { assertEquals, assertThrows } from "@std/assert";
import { JUPYTER_DISPLAY } from "../../lib/notebook/mod.ts";
import { settingsTable } from "../../lib/notebook/mod.ts";

const SETTINGS = { rate: 0.1, widths: [20, 30], seed: 1 };

async function plain(...table: Parameters<typeof settingsTable>): Promise<string> {
  const shown = await settingsTable(...table)[JUPYTER_DISPLAY]() as Record<string, string>;
  return shown["text/plain"];
}

Deno.test("a setting's own source comes before the common one, and that before the one of all others", async () => {
  const common = { rate: "code", widths: "code", elsewhere: "code" };
  assertEquals(
    await plain(SETTINGS, { rate: "paper" }, { common, others: "our choice" }),
    "rate | 0.1 | paper\nwidths | 20, 30 | code\nseed | 1 | our choice",
  );
});

Deno.test("a setting without a source is named, whatever is common", () => {
  assertThrows(
    () => settingsTable(SETTINGS, { rate: "paper" }, { common: { widths: "code" } }),
    RangeError,
    "settings without provenance: seed; provenance without setting: none",
  );
});

Deno.test("a source of its own for what is no setting is an error, even if all others have one", () => {
  assertThrows(
    () => settingsTable(SETTINGS, { rat: "paper" }, { others: "our choice" }),
    RangeError,
    "settings without provenance: none; provenance without setting: rat",
  );
});

Deno.test("names of methods of objects are no sources", () => {
  assertThrows(() => settingsTable({ toString: 1 }, {}), RangeError, "settings without provenance: toString");
});
