import { assertEquals, assertRejects } from "@std/assert";
import { diskUse } from "../../lib/cli/doctor/disk_use.ts";

Deno.test("diskUse() adds up the files of all folders below", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/a/b`, { recursive: true });
    await Deno.writeTextFile(`${folder}/x`, "12345");
    await Deno.writeTextFile(`${folder}/a/b/y`, "1234567");
    assertEquals(await diskUse(folder), 12);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("diskUse() rejects a missing folder", async () => {
  await assertRejects(() => diskUse("no/such/folder"), Deno.errors.NotFound);
});
