import { basename, join, resolve } from "node:path";
import { UsageError } from "./usage_error.ts";

/**
 * Notebooks of a folder whose names begin with a number, in order.
 *
 * @param folder the folder
 * @returns paths of the `NN_*.ipynb` files; none if the folder does not exist
 */
export async function listNotebooks(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (entry.isFile && /^\d\d_.*\.ipynb$/.test(entry.name)) names.push(entry.name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort().map((name) => join(folder, name));
}

/**
 * Finds the notebook that a user names.
 *
 * @param name a number ("1", "01") or the path of an `.ipynb` file
 * @param folder folder of the numbered notebooks
 * @returns path of the notebook
 * @throws {UsageError} if there is none, or more than one; the message lists those present
 */
export async function findNotebook(name: string, folder: string): Promise<string> {
  const present = await listNotebooks(folder);
  const list = present.length === 0 ? `none in ${folder}` : present.map((path) => basename(path)).join(", ");
  if (name.endsWith(".ipynb")) {
    const path = resolve(name);
    if (await isFile(path)) return path;
    throw new UsageError(`notebook ${path}: not found; present: ${list}`);
  }
  const number = /^\d{1,2}$/.test(name) ? name.padStart(2, "0") : undefined;
  const found = number === undefined ? [] : present.filter((path) => basename(path).startsWith(`${number}_`));
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    throw new UsageError(
      `notebook "${name}": ambiguous, found ${found.map((path) => basename(path)).join(", ")}`,
    );
  }
  throw new UsageError(`notebook "${name}": not found; present: ${list}`);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
