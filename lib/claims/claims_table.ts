import { type Displayable, JUPYTER_DISPLAY } from "../notebook/display.ts";
import type { ClaimsTable } from "./claim.ts";
import { checkClaimsTable } from "./parse_claims.ts";
import { claimsMarkdown, claimsText } from "./render_claims.ts";

/** MIME type under which a notebook holds its claims table as data. */
export const CLAIMS_MIME = "application/vnd.paper-claims+json";

/** Representations of a claims table, by MIME type. */
export type ClaimsBundle = {
  readonly "text/markdown": string;
  readonly "text/plain": string;
  readonly "application/vnd.paper-claims+json": ClaimsTable;
};

/** A claims table that displays itself as the last expression of a cell. */
export interface DisplayedClaimsTable extends ClaimsTable, Displayable {
  /** The table as Markdown, as plain text and as data. */
  [JUPYTER_DISPLAY](): ClaimsBundle;
}

/** Options of {@linkcode claimsTable}. */
export interface ClaimsTableOptions extends ClaimsTable {
  /** An earlier table of the notebook: the data includes its rows, the text shows only the new ones. */
  readonly completes?: ClaimsTable;
}

/**
 * Makes the claims table that a notebook shows as the last expression of a cell.
 *
 * @param options number of the paper (two digits), profile, the rows made by `claimRow`, and the table that they
 *   complete
 * @throws {TypeError} if the paper's number is not two digits, or a row is incomplete
 * @throws {RangeError} for an unknown profile, a repeated id, or a row that contradicts itself
 */
export function claimsTable(
  { paper, profile, rows, completes, singles }: ClaimsTableOptions,
): DisplayedClaimsTable {
  const table: ClaimsTable = {
    paper,
    profile,
    rows: [...completes?.rows ?? [], ...rows],
    ...(singles && { singles: { ...completes?.singles, ...singles } }),
  };
  checkClaimsTable(table);
  const shown = { ...table, rows };
  return {
    ...table,
    [JUPYTER_DISPLAY]: () => ({
      "text/markdown": claimsMarkdown(shown),
      "text/plain": claimsText(shown),
      [CLAIMS_MIME]: table,
    }),
  };
}
