import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Environment variable that names a folder with one subfolder per data set. */
export const DATA_DIRECTORY_VARIABLE = "PAPERS_DATA_DIR";

/** Thrown when the files of a data set are needed but missing. */
export class DataNotFoundError extends Error {
  override readonly name = "DataNotFoundError";
}

/** A folder that is searched for data sets. */
export interface DataDirectory {
  /** the folder */
  readonly path: string;
  /** its name in source lines, without paths of the machine */
  readonly origin: string;
}

/** A file that was found. */
export interface DataFile {
  /** its path */
  readonly path: string;
  /** {@link DataDirectory.origin} of the folder where it was found */
  readonly origin: string;
}

/**
 * Returns the folder for downloads: `data/cache` of the repository, or of the working directory if the library itself
 * is not on disk.
 */
export function cacheDirectory(): string {
  return join(root(), "data", "cache");
}

/**
 * Lists the folders to search, in order: the one in PAPERS_DATA_DIR, then `data/cache`.
 *
 * A relative PAPERS_DATA_DIR is relative to the repository, since notebooks and tasks run in different folders.
 *
 * @throws {DataNotFoundError} if PAPERS_DATA_DIR is not a folder
 */
export async function dataDirectories(): Promise<DataDirectory[]> {
  const cache = { path: cacheDirectory(), origin: "data/cache" };
  const named = Deno.env.get(DATA_DIRECTORY_VARIABLE);
  if (named === undefined || named === "") return [cache];
  const path = isAbsolute(named) ? named : join(root(), named);
  if (!(await stat(path))?.isDirectory) {
    throw new DataNotFoundError(
      `${DATA_DIRECTORY_VARIABLE}: "${named}" is not a folder; it must contain one folder per data set ` +
        "(or unset it)",
    );
  }
  return [{ path, origin: DATA_DIRECTORY_VARIABLE }, cache];
}

/**
 * Finds a file of a data set in PAPERS_DATA_DIR or `data/cache`.
 *
 * @param set folder of the data set, e.g. "mnist"
 * @param names possible names of the file, best first, e.g. compressed and plain
 * @returns the file, or null if it is in none of the folders
 * @throws {DataNotFoundError} if PAPERS_DATA_DIR is not a folder
 */
export async function findDataFile(set: string, names: readonly string[]): Promise<DataFile | null> {
  for (const { path, origin } of await dataDirectories()) {
    for (const name of names) {
      const candidate = join(path, set, name);
      if ((await stat(candidate))?.isFile) return { path: candidate, origin };
    }
  }
  return null;
}

/**
 * Finds a file of a data set that has no embedded subset.
 *
 * @param set folder of the data set
 * @param names possible names of the file, best first
 * @throws {DataNotFoundError} if it is missing; the message names the variable and the task
 */
export async function requireDataFile(set: string, names: readonly string[]): Promise<DataFile> {
  const found = await findDataFile(set, names);
  if (found !== null) return found;
  throw new DataNotFoundError(
    `Cannot find ${names.join(" or ")} of the data set "${set}": run \`deno task data ${set}\`, or set ` +
      `${DATA_DIRECTORY_VARIABLE} to a folder that contains ${set}/`,
  );
}

function root(): string {
  const here = import.meta.url;
  return here.startsWith("file:") ? fileURLToPath(new URL("../..", here)) : Deno.cwd();
}

async function stat(path: string): Promise<Deno.FileInfo | null> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
    throw error;
  }
}
