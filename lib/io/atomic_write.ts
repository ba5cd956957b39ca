/** Writing a file so that a reader sees the old one or the whole new one, never a part. */
import { fileURLToPath as fromFileUrl } from "node:url";

/**
 * Replace the file at `path` by `content` in one step; missing folders are made.
 *
 * @throws the error of the file system where it cannot be written; the old file then stands as it was
 */
export async function atomicWrite(path: string | URL, content: string | Uint8Array): Promise<void> {
  const target = path instanceof URL ? fromFileUrl(path) : path;
  const folder = target.replace(/[^/\\]*$/, "") || "./";
  await Deno.mkdir(folder, { recursive: true });
  // Not `makeTempFile`, whose files nobody else may read.
  const temporary = `${folder}.writing-${crypto.randomUUID()}`;
  try {
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
    throw error;
  }
}
