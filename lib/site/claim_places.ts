import type { Claim, ClaimsTable } from "../claims/claim.ts";
import { CLAIMS_MIME } from "../claims/claims_table.ts";
import { parseClaimsTable } from "../claims/parse_claims.ts";
import type { Cell, Notebook } from "../jupyter/notebook.ts";

/** A claim and where a notebook mentions it. */
export interface PlacedClaim {
  /** The row of the notebook's last claims table. */
  readonly claim: Claim;
  /** Number of the deciding cell, counted from 1 among all cells. */
  readonly decidedIn: number;
  /** Titles of the sections that mention it and show its numbers. */
  readonly sections: readonly string[];
}

/** Sections that mention claims without showing their numbers. */
const NOT_SHOWING = /^(Settings|Claims|Beyond the paper|Limits|Honest reading)/;

/**
 * The claims of a notebook with the cells that decide them: the first cell whose table has the row as in the last
 * table.
 *
 * @param notebook an executed notebook
 * @param where words that name it in messages
 * @returns the last table's paper and profile, and its rows in order
 * @throws {TypeError} if a table is malformed
 * @throws {RangeError} if the notebook has no claims table, or a row contradicts itself
 */
export function placedClaims(
  notebook: Notebook,
  where: string,
): { readonly table: ClaimsTable; readonly claims: readonly PlacedClaim[] } {
  const tables = notebook.cells.flatMap((cell, index) =>
    claimsOutputs(cell).map((data) => ({ number: index + 1, table: parseClaimsTable(data, where) }))
  );
  const last = tables.at(-1);
  if (last === undefined) throw new RangeError(`Cannot place the claims of ${where}: it has no claims table`);
  const named = sectionsByClaim(notebook);
  const claims = last.table.rows.map((claim) => {
    const deciding = tables.find(({ table }) =>
      table.rows.some(({ id, verdict, value }) =>
        id === claim.id && verdict === claim.verdict && value === claim.value
      )
    );
    return {
      claim,
      decidedIn: deciding!.number,
      sections: [...named.get(claim.id) ?? named.get(baseId(claim.id)) ?? []],
    };
  });
  return { table: last.table, claims };
}

function claimsOutputs(cell: Cell): unknown[] {
  if (cell.cell_type !== "code") return [];
  return cell.outputs.flatMap((output) =>
    "data" in output && CLAIMS_MIME in output.data ? [output.data[CLAIMS_MIME]] : []
  );
}

/** Titles of the sections that contain each id, in the section's title, text or remarks. */
function sectionsByClaim({ cells }: Notebook): Map<string, Set<string>> {
  const sections = new Map<string, Set<string>>();
  let title = "";
  for (const cell of cells) {
    // A text cell may contain several sections.
    for (const part of cellTexts(cell).flatMap((text) => text.split(/^(?=#{2,} )/m))) {
      title = /^#{2,} (.*)$/m.exec(part)?.[1].trim() ?? title;
      if (title === "" || NOT_SHOWING.test(title)) continue;
      for (const id of namedClaims(part)) {
        if (!sections.has(id)) sections.set(id, new Set());
        sections.get(id)!.add(title);
      }
    }
  }
  return sections;
}

function cellTexts(cell: Cell): string[] {
  if (cell.cell_type === "markdown") return [cell.source];
  if (cell.cell_type !== "code") return [];
  return cell.outputs.flatMap((output) =>
    "data" in output && !(CLAIMS_MIME in output.data) && typeof output.data["text/markdown"] === "string"
      ? [output.data["text/markdown"]]
      : []
  );
}

/**
 * Ids of claims in a text; a range such as C1–C3 counts as all of it.
 *
 * @param text any text
 */
export function namedClaims(text: string): Set<string> {
  const ids = new Set([...text.matchAll(/\b[CX]\d+[a-z]?\b/g)].map(([id]) => id));
  for (const [, letter, first, last] of text.matchAll(/\b([CX])(\d+)[–-]\1?(\d+)\b/g)) {
    for (let k = Number(first); k <= Math.min(Number(last), Number(first) + 99); k++) {
      ids.add(`${letter}${k}`);
    }
  }
  return ids;
}

function baseId(id: string): string {
  return id.replace(/[a-z]$/, "");
}
