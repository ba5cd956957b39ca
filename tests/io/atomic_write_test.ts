import { assertEquals, assertRejects } from "@std/assert";
import { pathToFileURL } from "node:url";
import { atomicWrite } from "../../lib/io/atomic_write.ts";

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "atomic-write-test-" });
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) names.push(name);
  return names.sort();
}

Deno.test("a file is written by path or by URL, in folders that are made, and replaced whole", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/new folder/a.txt`;
    await atomicWrite(path, "a long first text");
    await atomicWrite(pathToFileURL(path), "α");
    assertEquals(await Deno.readTextFile(path), "α");
    await atomicWrite(path, Uint8Array.of(0, 255));
    assertEquals(await Deno.readFile(path), Uint8Array.of(0, 255));
    assertEquals(await namesIn(`${folder}/new folder`), ["a.txt"]);
  });
});

Deno.test("a failed write leaves what was there and no other file", async () => {
  await withFolder(async (folder) => {
    // A folder cannot be replaced by a file, which shows only at the last step.
    await Deno.mkdir(`${folder}/taken/inner`, { recursive: true });
    await assertRejects(() => atomicWrite(`${folder}/taken`, "text"));
    assertEquals(await namesIn(folder), ["taken"]);

    await Deno.writeTextFile(`${folder}/old`, "old");
    const unreadable = {
      get length(): number {
        throw new Error("gone");
      },
    } as unknown as Uint8Array;
    await assertRejects(() => atomicWrite(`${folder}/old`, unreadable), Error, "gone");
    assertEquals(await Deno.readTextFile(`${folder}/old`), "old");
    assertEquals(await namesIn(folder), ["old", "taken"]);
  });
});

Deno.test({
  name: "a written file has the permissions of any other new file",
  ignore: Deno.build.os === "windows",
  async fn() {
    await withFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/plain`, "");
      await atomicWrite(`${folder}/atomic`, "");
      const mode = async (name: string) => (await Deno.stat(`${folder}/${name}`)).mode! & 0o777;
      assertEquals(await mode("atomic"), await mode("plain"));
    });
  },
});
