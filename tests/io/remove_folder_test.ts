import { assertEquals, assertRejects } from "@std/assert";
import { removeFolder } from "../../lib/io/remove_folder.ts";

Deno.test("removeFolder() removes a folder with all in it, and does nothing where there is none", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/inner`);
  await Deno.writeTextFile(`${folder}/inner/file`, "x");
  await removeFolder(folder);
  await assertRejects(() => Deno.stat(folder), Deno.errors.NotFound);
  assertEquals(await removeFolder(folder), undefined);
});
