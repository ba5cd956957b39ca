import { assertEquals, assertRejects } from "@std/assert";
import { basename, join } from "node:path";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { findNotebook, listNotebooks } from "../../lib/cli/find_notebook.ts";

async function withFiles(names: readonly string[], use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const name of names) await Deno.writeTextFile(join(folder, name), "{}");
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("listNotebooks() lists numbered notebooks in order and nothing else", async () => {
  await withFiles(["02_b.ipynb", "01_a.ipynb", "draft.ipynb", "01_a.ts"], async (folder) => {
    assertEquals((await listNotebooks(folder)).map((path) => basename(path)), ["01_a.ipynb", "02_b.ipynb"]);
  });
  assertEquals(await listNotebooks("no/such/folder"), []);
});

Deno.test("findNotebook() takes a number with or without zero, or a path", async () => {
  await withFiles(["01_a.ipynb", "10_b.ipynb", "draft.ipynb"], async (folder) => {
    assertEquals(await findNotebook("01", folder), join(folder, "01_a.ipynb"));
    assertEquals(await findNotebook("1", folder), join(folder, "01_a.ipynb"));
    assertEquals(await findNotebook("10", folder), join(folder, "10_b.ipynb"));
    assertEquals(await findNotebook(join(folder, "draft.ipynb"), folder), join(folder, "draft.ipynb"));
  });
});

Deno.test("findNotebook() lists the notebooks that are present where it finds none", async () => {
  await withFiles(["01_a.ipynb", "02_b.ipynb"], async (folder) => {
    for (const name of ["7", "one", "0", "", "001", join(folder, "c.ipynb")]) {
      await assertRejects(() => findNotebook(name, folder), UsageError, "present: 01_a.ipynb, 02_b.ipynb");
    }
  });
});

Deno.test("findNotebook() names both notebooks of one number", async () => {
  await withFiles(["01_a.ipynb", "01_b.ipynb"], async (folder) => {
    await assertRejects(() => findNotebook("01", folder), UsageError, "01_a.ipynb, 01_b.ipynb");
  });
});
