import { assertEquals, assertRejects } from "@std/assert";
import { exists } from "../../lib/io/exists.ts";

Deno.test("exists() tells files and folders from what is not there", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/a`, "");
    assertEquals(await exists(folder), true);
    assertEquals(await exists(`${folder}/a`), true);
    assertEquals(await exists(`${folder}/b`), false);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("exists() does not take another failure for absence", async () => {
  await assertRejects(() => exists("a\0b"));
});
