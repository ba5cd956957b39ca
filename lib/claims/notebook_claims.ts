import { parseNotebook } from "../jupyter/read_notebook.ts";
import type { ClaimsTable } from "./claim.ts";
import { CLAIMS_MIME } from "./claims_table.ts";
import { parseClaimsTable } from "./parse_claims.ts";

/**
 * The claims table in the outputs of a notebook.
 *
 * @param text text of the `.ipynb` file
 * @param where words that name it in messages, e.g. its path
 * @returns the last table of the notebook (a later cell completes an earlier one), or `undefined` if it has none
 * @throws {NotebookFormatError} if the text is not a notebook
 * @throws {TypeError} if the table is malformed
 * @throws {RangeError} if a row of the table contradicts itself
 */
export function notebookClaims(text: string, where: string): ClaimsTable | undefined {
  const tables = parseNotebook(text, where).cells
    .flatMap((cell) => cell.cell_type === "code" ? cell.outputs : [])
    .flatMap((output) => "data" in output && CLAIMS_MIME in output.data ? [output.data[CLAIMS_MIME]] : []);
  return tables.length > 0 ? parseClaimsTable(tables[tables.length - 1], where) : undefined;
}
