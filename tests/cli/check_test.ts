import { assertEquals, assertStringIncludes } from "@std/assert";
import { basename } from "node:path";
import { listNotebooks } from "../../lib/cli/find_notebook.ts";
import { NOTEBOOKS_FOLDER } from "../../lib/cli/paths.ts";
import { readPaper } from "../../lib/cli/read_paper.ts";
import { runTask } from "./run_task.ts";

Deno.test("task check names the papers there are where it is asked for another one", async () => {
  const { code, stderr } = await runTask("check", "98");
  assertEquals(code, 2);
  assertStringIncludes(stderr, 'notebook "98": not found; present: 01_');
});

for (const path of await listNotebooks(NOTEBOOKS_FOLDER)) {
  Deno.test(`what ${basename(path)} is called and finds stands in its paper.ts, in one sentence of up to 300 letters`, async () => {
    const { finding } = await readPaper(path);
    assertEquals(finding.length <= 300, true, `${finding.length} letters`);
    assertEquals(/[.!?] /.test(finding), false, finding);
  });
}
