import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { exists } from "../io/exists.ts";
import { type Paper, paper } from "../notebook/paper.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads the module `paper.ts` of a notebook.
 *
 * @param notebook path of the notebook, whose name begins with the number of the paper
 * @throws {UsageError} if there is no such module, it has another number, or it is invalid
 */
export async function readPaper(notebook: string): Promise<Paper> {
  const folder = notebook.replace(/\.ipynb$/, ""), path = join(folder, "paper.ts");
  const name = `${basename(folder)}/paper.ts`;
  if (!await exists(path)) throw new UsageError(`${name}: not found; it must give number, title and finding`);
  const { default: found } = await import(pathToFileURL(path).href);
  let read: Paper;
  try {
    read = paper(found);
  } catch (error) {
    throw new UsageError(`${name}: ${(error as Error).message}`);
  }
  const number = basename(folder).slice(0, 2);
  if (read.number !== number) throw new UsageError(`${name}: its number is ${read.number}, not ${number}`);
  return read;
}
