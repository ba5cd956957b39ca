/** Writes a file so that readers, or a crash, see either the old file or the complete new one. */
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { WriteError } from "./write_error.ts";

/** Number of hexadecimal digits that distinguish two writers of one file. */
const MARK_LENGTH = 8;

/**
 * Replaces the file at `path` with `content` in one step; missing folders are created.
 *
 * @throws {WriteError} if the disk is full, the folder is not writable, or anything else fails
 */
export async function atomicWrite(path: string | URL, content: string | Uint8Array): Promise<void> {
  const target = path instanceof URL ? fileURLToPath(path) : path;
  // In the same folder, since a rename across file systems is not one step.
  const temporary = `${target}.${crypto.randomUUID().slice(0, MARK_LENGTH)}.tmp`;
  try {
    await Deno.mkdir(dirname(target), { recursive: true });
    const file = await Deno.open(temporary, { write: true, createNew: true });
    try {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
      await file.sync();
    } finally {
      file.close();
    }
    await Deno.rename(temporary, target);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw new WriteError(target, error);
  }
}

/** Removes leftovers of killed writers of `path`; only for the process that writes it now. */
export async function removeUnfinishedWrites(path: string): Promise<void> {
  const folder = dirname(path), opening = `${basename(path)}.`;
  try {
    for await (const { name } of Deno.readDir(folder)) {
      const mark = name.startsWith(opening) && name.endsWith(".tmp")
        ? name.slice(opening.length, -".tmp".length)
        : "";
      if (mark.length === MARK_LENGTH && /^[0-9a-f]+$/.test(mark)) await Deno.remove(join(folder, name));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
