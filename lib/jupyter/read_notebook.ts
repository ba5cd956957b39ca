import { checkedJson } from "../io/checked_json.ts";
import { distinctCellIds, isCellId } from "./cell_ids.ts";
import type { Cell, Notebook } from "./notebook.ts";
import { NotebookForm } from "./notebook_form.ts";

/** A file that is not a notebook of format 4. */
export class NotebookFormatError extends Error {
  /** Name of the class. */
  override name = "NotebookFormatError";
}

/**
 * Reads a notebook file.
 *
 * @param path the `.ipynb` file
 * @returns the notebook; one of format 4.0 to 4.4 comes back as 4.5; a cell without `id`, or with that of an earlier one,
 * is named by its place: `cell-1`, `cell-2`, …
 * @throws {Deno.errors.NotFound} where there is no such file
 * @throws {NotebookFormatError} where it is no notebook of format 4, and says what is wrong where
 */
export async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await Deno.readTextFile(path), path);
}

/**
 * Reads the text of a notebook file.
 *
 * @param text content of an `.ipynb` file
 * @param name name of the file in error messages
 * @returns the notebook, see {@linkcode readNotebook}
 * @throws {NotebookFormatError} where it is no notebook of format 4, and says what is wrong where
 */
export function parseNotebook(text: string, name: string): Notebook {
  const fault = (reason: string) =>
    new NotebookFormatError(`Cannot read the notebook ${name}: the file ${reason}`);
  const { nbformat_minor: minor, metadata, cells } = checkedJson(NotebookForm, text, fault);
  const ids = distinctCellIds(cells.map(({ id }) => isCellId(id) ? id : undefined));
  return {
    nbformat: 4,
    nbformat_minor: Math.max(minor, 5),
    metadata,
    cells: cells.map((cell, index): Cell => ({ ...cell, id: ids[index] })),
  };
}
