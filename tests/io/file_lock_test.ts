import { assert, assertEquals, assertRejects } from "@std/assert";
import { WriteError } from "../../lib/io/write_error.ts";
import { LockedError, lockFile, lockHolder } from "../../lib/io/file_lock.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const MODULE = import.meta.resolve("../../lib/io/file_lock.ts");

/** A process that takes the lock, says so, and holds it. */
async function holder(path: string): Promise<Deno.ChildProcess> {
  const code = `import { lockFile } from "${MODULE}"; await lockFile(${JSON.stringify(path)}); ` +
    `console.log("held"); await new Promise((resolve) => setTimeout(resolve, 60_000));`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", code],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  assertEquals(new TextDecoder().decode(value).trim(), "held");
  await reader.cancel();
  return child;
}

Deno.test("a lock keeps others out until it is released, and leaves no file", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = `${folder}/lock`, lock = await lockFile(path);
    const error = await assertRejects(() => lockFile(path), LockedError);
    assert(error.message.includes(`process ${Deno.pid}: deno `), error.message);
    await lock.release();
    await (await lockFile(path)).release();
    assertEquals(Array.from(Deno.readDirSync(folder)), []);
  });
});

Deno.test("a process that is killed gives its lock up", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = `${folder}/lock`, child = await holder(path);
    await assertRejects(() => lockFile(path), LockedError, `process ${child.pid}: deno `);
    child.kill("SIGKILL");
    await child.status;
    await (await lockFile(path)).release();
  });
});

Deno.test("of many that want a lock at once one has it at a time", async () => {
  await withTemporaryFolder(async (folder) => {
    let inside = 0, most = 0, had = 0;
    const want = async () => {
      for (;;) {
        const lock = await lockFile(`${folder}/lock`).catch((error) => {
          if (error instanceof LockedError) return null;
          throw error;
        });
        if (lock) {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 1));
          inside--;
          had++;
          return await lock.release();
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    };
    await Promise.all(Array.from({ length: 20 }, want));
    assertEquals([most, had], [1, 20]);
  });
});

Deno.test("a lock in a folder that is not there is an error with its path", async () => {
  await assertRejects(
    () => lockFile("/nowhere/at/all/lock"),
    WriteError,
    "/nowhere/at/all/lock could not be written",
  );
});

Deno.test("who holds a lock can be asked, also where a killed process has left its file", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = `${folder}/lock`;
    assertEquals(await lockHolder(path), null);
    const lock = await lockFile(path, " on another host");
    assertEquals(/^process \d+: deno .* on another host$/.test(await lockHolder(path) ?? ""), true);
    await lock.release();
    const child = await holder(path);
    assertEquals((await lockHolder(path))?.startsWith(`process ${child.pid}: deno `), true);
    child.kill("SIGKILL");
    await child.status;
    assertEquals([await lockHolder(path), Array.from(Deno.readDirSync(folder)).length], [null, 1]);
  });
});
