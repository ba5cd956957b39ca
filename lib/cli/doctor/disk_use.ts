import { join } from "node:path";

/**
 * Bytes of all files below a folder. Links are not followed, and a file that disappears meanwhile is not counted.
 *
 * @param folder the folder
 * @returns sum of the file sizes in bytes
 * @throws {Deno.errors.NotFound} if there is no such folder
 */
export async function diskUse(folder: string): Promise<number> {
  let bytes = 0;
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    try {
      if (entry.isDirectory) bytes += await diskUse(path);
      else if (entry.isFile) bytes += (await Deno.lstat(path)).size;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return bytes;
}
