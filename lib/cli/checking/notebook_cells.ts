import { basename } from "node:path";
import type { Notebook } from "../../jupyter/notebook.ts";

/** Origin of a line of the joined code; both numbers count from 1, cells among all cells. */
export interface CellLine {
  /** Number of the cell among all cells. */
  readonly cell: number;
  /** Number of the line in the cell. */
  readonly line: number;
}

/** The code of a notebook as one module. */
export interface JoinedCells {
  /** TypeScript text. */
  readonly code: string;
  /** Origin of each line of `code`, from its first on; `undefined` for lines that join cells. */
  readonly origins: readonly (CellLine | undefined)[];
}

/**
 * Joins the code cells of a notebook into one module, so that Deno can check and lint them. A name that two cells
 * declare is an error there, although in a kernel the second one wins.
 */
export function joinCells(notebook: Notebook): JoinedCells {
  const lines: string[] = [];
  const origins: (CellLine | undefined)[] = [];
  const push = (text: string, origin?: CellLine) => {
    lines.push(text);
    origins.push(origin);
  };
  notebook.cells.forEach((cell, index) => {
    if (cell.cell_type !== "code") return;
    cell.source.split("\n").forEach((text, line) => push(text, { cell: index + 1, line: line + 1 }));
    // Ends the last expression of the cell, which may lack a semicolon.
    push(";");
  });
  push("export {};");
  return { code: lines.join("\n") + "\n", origins };
}

/**
 * Replaces line numbers of the joined module with cell and line of the notebook.
 *
 * @param output messages of Deno, without colours
 * @param joinedPath path of the joined module
 * @param notebookPath path of the notebook
 * @param origins origin of each line of the joined module
 */
export function mapToCells(
  output: string,
  joinedPath: string,
  notebookPath: string,
  origins: JoinedCells["origins"],
): string {
  const name = basename(joinedPath).replaceAll(".", "\\.");
  const position = new RegExp(`(?:file://)?[^\\s"']*${name}(?::(\\d+):(\\d+))?`, "g");
  return output.replace(position, (_whole, line?: string, column?: string) => {
    const origin = origins[Number(line) - 1];
    return origin ? `${notebookPath} cell ${origin.cell}, ${origin.line}:${column}` : notebookPath;
  });
}
