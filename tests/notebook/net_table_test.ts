import { assertStringIncludes } from "@std/assert";
import { JUPYTER_DISPLAY } from "../../lib/notebook/display.ts";
import { named, netTable } from "../../lib/notebook/net_table.ts";

Deno.test("a table of nets has a row for each, with the range of a reading over the seeds", () => {
  const results = named([{ small: { accuracy: 0.5 } }, { small: { accuracy: 0.75 } }]);
  const table = JSON.stringify(
    netTable(results, ["name"], { accuracy: ({ accuracy }) => accuracy })[JUPYTER_DISPLAY](),
  );
  for (const text of ["name", "accuracy", "small", "0.5", "0.75"]) assertStringIncludes(table, text);
});
