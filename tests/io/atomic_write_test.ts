import { assertEquals, assertRejects } from "@std/assert";
import { pathToFileURL } from "node:url";
import { atomicWrite, removeUnfinishedWrites } from "../../lib/io/atomic_write.ts";
import { WriteError } from "../../lib/io/write_error.ts";

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

/** Run with every opened file taking `room` bytes, a part of a write at a time, before the disk is full. */
async function withFullDisk(room: number, body: () => Promise<void>): Promise<void> {
  const open = Deno.open;
  Deno.open = async (...given) => {
    const file = await open(...given), write = file.write.bind(file);
    let left = room;
    file.write = async (bytes) => {
      if (left === 0) throw new Error("No space left on device (os error 28)");
      const done = await write(bytes.subarray(0, Math.min(left, 100)));
      left -= done;
      return done;
    };
    return file;
  };
  try {
    await body();
  } finally {
    Deno.open = open;
  }
}

Deno.test("a disk that is full at any byte gives an error with the path, leaves the old file and no half one", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/kept`, old = "old ".repeat(100);
    await atomicWrite(path, old);
    for (const room of [0, 1, 99, 100, 250, 399]) {
      await withFullDisk(room, async () => {
        const error = await assertRejects(() => atomicWrite(path, "new ".repeat(100)), WriteError);
        assertEquals(
          [error.path, error.message],
          [
            path,
            `${path} could not be written, what was there is unchanged: No space left on device (os error 28)`,
          ],
        );
        await assertRejects(() => atomicWrite(`${folder}/absent`, "new ".repeat(100)), WriteError, "absent");
      });
      assertEquals([await Deno.readTextFile(path), await namesIn(folder)], [old, ["kept"]]);
    }
    await withFullDisk(400, () => atomicWrite(path, "new ".repeat(100)));
    assertEquals(await Deno.readTextFile(path), "new ".repeat(100));
  });
});

/** Mount a file system of 64 kB, if this user may. */
async function mounted(folder: string): Promise<boolean> {
  const args = ["-t", "tmpfs", "-o", "size=64k", "none", folder];
  return await new Deno.Command("mount", { args, stderr: "null" }).output().then(
    ({ success }) => success,
    () => false,
  );
}

Deno.test("a file system that is really full does the same, where one of 64 kB may be mounted", async () => {
  await withFolder(async (folder) => {
    if (!await mounted(folder)) {
      console.log("not tried: this user may not mount a file system");
      return;
    }
    try {
      await atomicWrite(`${folder}/kept`, new Uint8Array(30_000).fill(7));
      const full = () => atomicWrite(`${folder}/kept`, new Uint8Array(60_000));
      await assertRejects(full, WriteError, `${folder}/kept could not be written`);
      assertEquals(await Deno.readFile(`${folder}/kept`), new Uint8Array(30_000).fill(7));
      assertEquals(await namesIn(folder), ["kept"]);
      await atomicWrite(`${folder}/kept`, new Uint8Array(30_000).fill(8));
    } finally {
      await new Deno.Command("umount", { args: [folder] }).output();
    }
  });
});

Deno.test("what killed writers of a file have left is removed, and nothing else", async () => {
  await withFolder(async (folder) => {
    const others = [
      "a",
      "a.0123abcd.txt",
      "a.b.0123abcd.tmp",
      "a.notes.tmp",
      "a.tmp",
      "b.0123abcd.tmp",
      "xa.0123abcd.tmp",
    ];
    for (const name of [...others, "a.0123abcd.tmp", "a.ffffffff.tmp"]) {
      await Deno.writeTextFile(`${folder}/${name}`, "");
    }
    await removeUnfinishedWrites(`${folder}/a`);
    assertEquals(await namesIn(folder), others.toSorted());
    await removeUnfinishedWrites(`${folder}/absent/a`);
  });
});
