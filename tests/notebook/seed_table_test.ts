import { assertEquals } from "@std/assert";
import { JUPYTER_DISPLAY } from "../../lib/notebook/mod.ts";
import { seedTable } from "../../lib/notebook/mod.ts";

Deno.test("a table of seeds gives least and greatest, and counts the runs that have a number", async () => {
  const groups = [["even", [1, 2, 4]], ["odd", [5, 5, 5]]] as const;
  const table = seedTable("set", groups, [
    ["itself", (run: number) => run],
    ["below 3", (run: number) => run < 3 ? run : null],
  ]);
  const shown = await table[JUPYTER_DISPLAY]() as Record<string, string>;
  assertEquals(shown["text/plain"], "set | itself | below 3\neven | 1–4 | 1–2 (2 of 3)\nodd | 5 | –");
});
